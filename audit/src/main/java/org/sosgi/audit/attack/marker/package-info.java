/** What hostile plugins carry. Nothing here is meant to run anywhere but in them. */
package org.sosgi.audit.attack.marker;

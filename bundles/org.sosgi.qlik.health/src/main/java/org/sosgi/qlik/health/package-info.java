/** Asks Sense engines how they are. */
package org.sosgi.qlik.health;

/** Asks Sense proxies for the sessions of their virtual proxies. */
package org.sosgi.qlik.sessions;

/** Log lines as text or JSON; what others wrote into a message cannot steer a terminal or forge a line. */
package org.sosgi.logging;

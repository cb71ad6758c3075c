/** Tells now and then how long the agent has been up and how much memory it uses. */
package org.sosgi.uptime;

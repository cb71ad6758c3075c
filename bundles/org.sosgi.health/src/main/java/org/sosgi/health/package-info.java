/** Answers probes over HTTP: whether the agent lives, whether it is ready, and the health check of Butler SOS' container. */
package org.sosgi.health;

/** Calls an address now and then, so that whoever listens there notices when the agent is gone. */
package org.sosgi.heartbeat;

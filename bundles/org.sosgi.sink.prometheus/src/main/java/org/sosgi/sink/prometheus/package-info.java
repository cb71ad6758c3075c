/** Metrics for Prometheus: those of Butler SOS, of events, and of the agent itself. */
package org.sosgi.sink.prometheus;

/** Counts user and log events, as the event counters of Butler SOS do. */
package org.sosgi.process.counts;

/** Counts what fails, and tells of it: a summary in the log, events for dashboards, figures for the status. */
package org.sosgi.errors;

/** Estimates from row numbers how many log events were lost on the way. */
package org.sosgi.process.rowgaps;

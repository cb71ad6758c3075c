/** Reads what org.sosgi.sink.jdbc wrote; its README tells the tables. */
package org.sosgi.history;

/** Fills the names of Sense apps into events that tell only their ids. */
package org.sosgi.process.appnames;

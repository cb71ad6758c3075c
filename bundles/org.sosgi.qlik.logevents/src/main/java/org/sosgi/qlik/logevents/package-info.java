/**
 * Decoders for the log lines that Qlik Sense services send over UDP.
 *
 * <p>A datagram is one line of fields parted by semicolons. {@link org.sosgi.qlik.logevents.Fields} finds the fields
 * in the bytes, {@link org.sosgi.qlik.logevents.Layout} turns them into an event after a table of {@link
 * org.sosgi.qlik.logevents.Column columns}; each source is such a table.
 */
package org.sosgi.qlik.logevents;

/**
 * A segmented, append-only log of events on disk.
 *
 * <h2>Files</h2>
 *
 * <pre>
 *   DIRECTORY/00000000000000000000.log      a segment, named by the position of its first event
 *   DIRECTORY/00000000000000123456.log      the next one; the last is the one appended to
 *   DIRECTORY/cursors                       how far each sink came, and which are paused, see {@link org.sosgi.journal.CursorFile}
 *   DIRECTORY/quarantine/                   copies of what could not be read, for a person to look at
 * </pre>
 *
 * <h2>Segment, version 1 (all numbers big-endian)</h2>
 *
 * <pre>
 *   header   "SOSGILOG" (8)  version 1 (4)  position of the first event (8)  created, ms since 1970 (8)  CRC32C of these 28 bytes (4)
 *   record   length of body (4)  CRC32C of body (4)  body
 *   body     1  type id (varint)  name (text)  number of attributes (varint)  { role (1)  kind (1)  name (text)  unit (text) }
 *   body     2  type id (varint)  time in ns since 1970 (8)  presence bitmap (1 bit per attribute, low bit first)  the values present
 *   value    TEXT: text   INTEGER: 8   DECIMAL: 8, IEEE 754   FLAG: 1
 *   text     length in bytes (varint)  UTF-8
 * </pre>
 *
 * <h2>Invariants</h2>
 *
 * <ol>
 *   <li>Every event has a position; positions grow by one per event and are never given twice, not even after a loss.
 *   <li>Within a segment a type is told before the first event of that type, so each segment can be read alone.
 *   <li>An event is visible to readers only after it was written to the file. A crash of the process loses nothing that a reader saw.
 *   <li>What was written is forced to disk within the sync interval, and before a segment is closed.
 *   <li>Cursors are on disk before a segment they may have passed is removed.
 *   <li>Opening always succeeds if the directory can be written: a torn tail is cut off, a damaged segment keeps what is readable, and
 *       whatever is lost is counted and, where there are bytes to look at, kept in quarantine.
 * </ol>
 */
@Export
@Version("1.1.0")
package org.sosgi.journal;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

package org.sosgi.journal;

/**
 * How far a sink came, and what became of what it passed.
 *
 * <p>Always {@code position - start = delivered + filtered + deadLettered + lost}: these are counted, and saved, together. A sink
 * that is sent back keeps its counts; its start moves by as much, so that what it passes twice counts twice.
 *
 * @param start the position at which the sink began, less how far it was sent back since; may be negative
 * @param position of the next event to deliver
 * @param delivered how many events the sink took
 * @param filtered how many it did not want
 * @param deadLettered how many it refused
 * @param lost how many left the journal before they could be delivered: too old, or damaged
 */
public record Cursor(long start, long position, long delivered, long filtered, long deadLettered, long lost) {

    public Cursor {
        if (position - start != delivered + filtered + deadLettered + lost) {
            throw new IllegalArgumentException("a cursor that does not balance: " + start + ".." + position + " but "
                    + delivered + " + " + filtered + " + " + deadLettered + " + " + lost);
        }
    }

    public static Cursor at(long position) {
        return new Cursor(position, position, 0, 0, 0, 0);
    }

    /** Returns the cursor after so many more events; its position follows. */
    public Cursor plus(long moreDelivered, long moreFiltered, long moreDeadLettered, long moreLost) {
        return new Cursor(
                start,
                position + moreDelivered + moreFiltered + moreDeadLettered + moreLost,
                delivered + moreDelivered,
                filtered + moreFiltered,
                deadLettered + moreDeadLettered,
                lost + moreLost);
    }

    /** Returns the cursor sent back to an earlier position. */
    public Cursor backTo(long earlier) {
        if (earlier > position) {
            throw new IllegalArgumentException(earlier + " is not before " + position);
        }
        return new Cursor(start - (position - earlier), earlier, delivered, filtered, deadLettered, lost);
    }
}

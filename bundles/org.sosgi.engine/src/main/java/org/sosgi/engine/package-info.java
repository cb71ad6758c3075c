/**
 * Carries events from those who emit them to those who deliver them. The only owner of threads, retries and order.
 *
 * <pre>
 *   endpoint, collector ─▶ IntakeGate ─▶ ProcessorChain ─▶ JOURNAL ─ cursor ─▶ SinkRunner ─▶ Delivery ─▶ Sink
 *                                                                                 Replay ◀── SinkLetters ◀─┘
 * </pre>
 *
 * <p>Commands reach sinks through SinkControl and dead letters through LetterOffice. A sink's runner is only ever moved to another place
 * by ending it, moving the cursor, and making a new one (ServedSink), so no write of before can undo what a command did.
 *
 * <p>What holds at any moment, and can be read from the reports:
 *
 * <pre>
 *   intake     received + added = journalled + filtered + dropped
 *   each sink  journalled since its start = delivered + filtered + dead-lettered + lost + pending
 *   letters    dead-lettered = held + replayed + dropped + expired, but for repeats after a crash
 * </pre>
 */
package org.sosgi.engine;

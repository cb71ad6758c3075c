/**
 * Carries events from those who emit them to those who deliver them. The only owner of threads, retries and order.
 *
 * <pre>
 *   endpoint, collector ─▶ IntakeGate ─▶ ProcessorChain ─▶ JOURNAL ─ cursor ─▶ SinkRunner ─▶ Delivery ─▶ Sink
 *                                                                                               └─▶ DeadLetters
 * </pre>
 *
 * <p>What holds at any moment, and can be read from the reports:
 *
 * <pre>
 *   intake     received + added = journalled + filtered + dropped
 *   each sink  journalled since its start = delivered + filtered + dead-lettered + lost + pending
 * </pre>
 */
package org.sosgi.engine;

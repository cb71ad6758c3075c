package org.sosgi.sink.newrelic;

/**
 * An event as it is sent.
 *
 * @param index its place in the batch
 * @param position its place in the journal
 * @param json one element of a request's list
 */
record Element(int index, long position, byte[] json) {}

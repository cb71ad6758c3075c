package org.sosgi.sink.mqtt;

/**
 * A message to be published.
 *
 * @param event the place of the event in its batch
 * @param payload not to be written to
 */
record Publication(int event, String topic, byte[] payload) {}

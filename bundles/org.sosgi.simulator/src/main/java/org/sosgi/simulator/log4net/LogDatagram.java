package org.sosgi.simulator.log4net;

/**
 * A log line on its way.
 *
 * @param host where it goes, as the appender names it
 * @param port where it goes
 * @param text sent as UTF-8
 */
public record LogDatagram(String host, int port, String text) {}

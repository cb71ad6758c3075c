package org.sosgi.simulator.log4net;

import java.time.ZoneId;

/**
 * The process that logs.
 *
 * @param host the name of its machine
 * @param user the account that it runs under
 * @param zone the machine's time zone
 */
public record Origin(String host, String user, ZoneId zone) {}

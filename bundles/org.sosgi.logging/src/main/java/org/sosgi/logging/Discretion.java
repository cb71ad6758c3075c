package org.sosgi.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.slf4j.Marker;

/**
 * A Logback filter that keeps out of the log, whatever level is asked for: below INFO, what libraries would tell of payloads and secrets;
 * and what is marked {@value #PERSONAL}, unless that was asked for, and then below INFO only.
 */
public final class Discretion extends TurboFilter {

    /** The marker of lines that may tell of people. */
    static final String PERSONAL = "PERSONAL";

    /** How loggers begin that tell too much below INFO. */
    private static final String[] TALKATIVE = {
        // Configurations as they are, with passwords and tokens.
        "org.apache.felix.configadmin",
        "org.apache.felix.cm.",
        "org.apache.felix.configurator",
        "org.apache.felix.fileinstall",
        "org.apache.felix.scr",
        "org.apache.felix.metatype",
        // What goes over the wire, headers with tokens first.
        "org.apache.hc.",
        "org.apache.http.",
        "org.eclipse.jetty.",
        "io.netty.",
        "jdk.httpclient",
        "jdk.internal.httpclient",
        "sun.net.www.protocol.http",
        "javax.net.ssl",
        "com.hivemq.",
        // Statements with their values.
        "h2database",
        "org.h2."
    };

    private volatile boolean personal;
    private Runnable stopListening = () -> {};

    @Override
    public void start() {
        Bundle host = FrameworkUtil.getBundle(Discretion.class);
        if (host != null && host.getBundleContext() != null) {
            try {
                stopListening = PersonalDataSetting.listen(host.getBundleContext(), allowed -> personal = allowed);
            } catch (NoClassDefFoundError e) {
                addWarn("There is no ConfigAdmin: nothing that is personal is logged", e);
            }
        }
        super.start();
    }

    @Override
    public void stop() {
        super.stop();
        stopListening.run();
        personal = false;
    }

    /** @param allowed whether lines below INFO may tell of people */
    void personalData(boolean allowed) {
        personal = allowed;
    }

    @Override
    public FilterReply decide(
            Marker marker, Logger logger, Level level, String format, Object[] params, Throwable thrown) {
        boolean fine = level.toInt() < Level.INFO_INT;
        if (marker != null && marker.contains(PERSONAL) && !(personal && fine)) {
            return FilterReply.DENY;
        }
        return fine && isTalkative(logger.getName()) ? FilterReply.DENY : FilterReply.NEUTRAL;
    }

    private static boolean isTalkative(String logger) {
        for (String prefix : TALKATIVE) {
            if (logger.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}

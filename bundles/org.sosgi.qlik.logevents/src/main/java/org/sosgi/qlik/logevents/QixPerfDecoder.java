package org.sosgi.qlik.logevents;

import static org.sosgi.api.Attribute.Role.FIELD;
import static org.sosgi.api.Attribute.Role.TAG;
import static org.sosgi.qlik.logevents.Column.activity;
import static org.sosgi.qlik.logevents.Column.integer;
import static org.sosgi.qlik.logevents.Column.later;
import static org.sosgi.qlik.logevents.Column.millis;
import static org.sosgi.qlik.logevents.Column.tag;
import static org.sosgi.qlik.logevents.Column.text;
import static org.sosgi.qlik.logevents.Column.uuid;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.sosgi.api.Datagram;
import org.sosgi.api.Decoder;
import org.sosgi.api.Emitter;
import org.sosgi.api.MalformedDatagramException;

/** Lines of the engine's QIX performance log: 26 fields. The name of the app is for a processor to fill in. */
@Component(
        configurationPid = "org.sosgi.qlik.logevents.qixperf",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = {Decoder.ENDPOINT + "=log", Decoder.PREFIX + "=/qseow-qix-perf/"})
@Designate(ocd = LogSource.class)
public final class QixPerfDecoder implements Decoder {

    static final Layout LAYOUT = Layout.of(
            "log.qix-perf",
            "qseow-qix-perf",
            integer("log_row", "", Long.MIN_VALUE, -1),
            text("ts_iso", 50),
            text("ts_local", 50),
            tag("level", 20),
            tag("host", 100),
            tag("subsystem", 200),
            tag("windows_user", 100),
            uuid("proxy_session_id", FIELD),
            tag("user_directory", 100),
            tag("user_id", 100),
            text("engine_ts", 50),
            uuid("session_id", FIELD),
            uuid("app_id", TAG),
            later("app_name"),
            integer("request_id", "", 0, -99),
            tag("method", 100),
            millis("process_time"),
            millis("work_time"),
            millis("lock_time"),
            millis("validate_time"),
            millis("traverse_time"),
            integer("handle", "", Long.MIN_VALUE, -99),
            text("object_id", 100),
            integer("net_ram", "By", 0, -1),
            integer("peak_ram", "By", 0, -1),
            tag("object_type", 100),
            activity("event_activity_source", 8),
            later("user_full"));

    @Override
    public void decode(Datagram in, Emitter out) throws MalformedDatagramException {
        out.emit(LAYOUT.decode(in));
    }
}

package org.sosgi.qlik.logevents;

import static org.sosgi.api.Attribute.Role.FIELD;
import static org.sosgi.api.Attribute.Role.TAG;
import static org.sosgi.qlik.logevents.Column.Rule.LIKE_TIMESTAMP;
import static org.sosgi.qlik.logevents.Column.later;
import static org.sosgi.qlik.logevents.Column.like;
import static org.sosgi.qlik.logevents.Column.tag;
import static org.sosgi.qlik.logevents.Column.uuid;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.sosgi.api.Datagram;
import org.sosgi.api.Decoder;
import org.sosgi.api.Emitter;
import org.sosgi.api.MalformedDatagramException;

/** Log lines of the engine service: 19 fields. */
@Component(
        configurationPid = "org.sosgi.qlik.logevents.engine",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = {Decoder.ENDPOINT + "=log", Decoder.PREFIX + "=/qseow-engine/"})
@Designate(ocd = LogSource.class)
public final class EngineDecoder implements Decoder {

    static final Layout LAYOUT = Layout.of(
            "log.engine",
            "qseow-engine",
            Layout.common(
                    1,
                    uuid("proxy_session_id", FIELD),
                    tag("user_directory", 100),
                    tag("user_id", 100),
                    like(LIKE_TIMESTAMP, "engine_ts", FIELD, 50),
                    uuid("process_id", FIELD),
                    tag("engine_exe_version", 50),
                    like(LIKE_TIMESTAMP, "server_started", FIELD, 50),
                    tag("entry_type", 50),
                    uuid("session_id", FIELD),
                    uuid("app_id", TAG),
                    later("user_full")));

    @Override
    public void decode(Datagram in, Emitter out) throws MalformedDatagramException {
        out.emit(LAYOUT.decode(in));
    }
}

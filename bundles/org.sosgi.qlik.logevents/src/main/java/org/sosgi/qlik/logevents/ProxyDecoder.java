package org.sosgi.qlik.logevents;

import static org.sosgi.api.Attribute.Role.TAG;
import static org.sosgi.qlik.logevents.Column.Rule.LIKE_NUMBER;
import static org.sosgi.qlik.logevents.Column.later;
import static org.sosgi.qlik.logevents.Column.like;
import static org.sosgi.qlik.logevents.Column.tag;
import static org.sosgi.qlik.logevents.Column.text;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.sosgi.api.Datagram;
import org.sosgi.api.Decoder;
import org.sosgi.api.Emitter;
import org.sosgi.api.MalformedDatagramException;

/** Log lines of the proxy service: 16 fields. */
@Component(
        configurationPid = "org.sosgi.qlik.logevents.proxy",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = {Decoder.ENDPOINT + "=log", Decoder.PREFIX + "=/qseow-proxy/"})
@Designate(ocd = LogSource.class)
public final class ProxyDecoder implements Decoder {

    static final Layout LAYOUT = layout("log.proxy", "qseow-proxy");

    static Layout layout(String name, String source) {
        return Layout.of(
                name,
                source,
                Layout.common(
                        Long.MIN_VALUE,
                        text("exception_message", 1000),
                        tag("user_directory", 100),
                        tag("user_id", 100),
                        tag("command", 200),
                        like(LIKE_NUMBER, "result_code", TAG, 50),
                        tag("origin", 200),
                        text("context", 200),
                        later("user_full")));
    }

    @Override
    public void decode(Datagram in, Emitter out) throws MalformedDatagramException {
        out.emit(LAYOUT.decode(in));
    }
}

package org.sosgi.qlik.logevents;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.sosgi.api.Datagram;
import org.sosgi.api.Decoder;
import org.sosgi.api.Emitter;
import org.sosgi.api.MalformedDatagramException;

/** Log lines of the repository service: 16 fields, the same as those of the proxy. */
@Component(
        configurationPid = "org.sosgi.qlik.logevents.repository",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = {Decoder.ENDPOINT + "=log", Decoder.PREFIX + "=/qseow-repository/"})
@Designate(ocd = LogSource.class)
public final class RepositoryDecoder implements Decoder {

    static final Layout LAYOUT = ProxyDecoder.layout("log.repository", "qseow-repository");

    @Override
    public void decode(Datagram in, Emitter out) throws MalformedDatagramException {
        out.emit(LAYOUT.decode(in));
    }
}

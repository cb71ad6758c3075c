package org.sosgi.qlik.logevents;

import static org.sosgi.api.Attribute.Role.FIELD;
import static org.sosgi.api.Attribute.Role.TAG;
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

/** Log lines of the scheduler service: 18 fields. */
@Component(
        configurationPid = "org.sosgi.qlik.logevents.scheduler",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = {Decoder.ENDPOINT + "=log", Decoder.PREFIX + "=/qseow-scheduler/"})
@Designate(ocd = LogSource.class)
public final class SchedulerDecoder implements Decoder {

    static final Layout LAYOUT = Layout.of(
            "log.scheduler",
            "qseow-scheduler",
            Layout.common(
                    Long.MIN_VALUE,
                    text("exception_message", 1000),
                    tag("user_directory", 100),
                    tag("user_id", 100),
                    tag("user_full", 200),
                    tag("task_name", 200),
                    tag("app_name", 200),
                    uuid("task_id", TAG),
                    uuid("app_id", TAG),
                    uuid("execution_id", FIELD)));

    @Override
    public void decode(Datagram in, Emitter out) throws MalformedDatagramException {
        out.emit(LAYOUT.decode(in));
    }
}

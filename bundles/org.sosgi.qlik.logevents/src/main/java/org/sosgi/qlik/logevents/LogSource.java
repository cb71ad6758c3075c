package org.sosgi.qlik.logevents;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of a decoder of this bundle. That there is a configuration at all is what switches the source on. */
@ObjectClassDefinition(
        name = "Qlik Sense log events",
        description =
                "One source of log lines. As long as it is configured its lines are decoded; without a configuration the"
                        + " agent treats them as unknown.")
@interface LogSource {

    @AttributeDefinition(name = "Endpoint", description = "Name of the UDP endpoint on which the lines arrive")
    String decoder_endpoint() default "log";
}

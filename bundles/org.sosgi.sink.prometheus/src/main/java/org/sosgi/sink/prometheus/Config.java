package org.sosgi.sink.prometheus;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of {@link PrometheusSink}. Two underscores in a name here stand for one in the property. */
@ObjectClassDefinition(
        name = "Sink: Prometheus",
        description = "Serves metrics of Sense servers, of events and of the agent itself to Prometheus.")
@interface Config {

    @AttributeDefinition(name = "Host", description = "Address or host name on which /metrics is served")
    String host() default "127.0.0.1";

    @AttributeDefinition(name = "Port", description = "TCP port; 0 takes any that is free", min = "0", max = "65535")
    int port() default 9842;

    @AttributeDefinition(name = "Agent host", description = "Address or host name of the agent's own /metrics")
    String agent__host() default "127.0.0.1";

    @AttributeDefinition(
            name = "Agent port",
            description = "TCP port of the agent's own /metrics; 0 for none",
            min = "0",
            max = "65535")
    int agent__port() default 9001;

    @AttributeDefinition(
            name = "Separate",
            description =
                    "false: both ports serve everything, as with Butler SOS; true: the first what is about Sense, the second what is about the agent")
    boolean separate() default false;

    @AttributeDefinition(
            name = "Stale after polls",
            description =
                    "After so many failed polls in a row a Sense server's metrics are left out, until it answers again; 0 for never, as with Butler SOS",
            min = "0")
    int stale__after__polls() default 0;

    @AttributeDefinition(
            name = "Series limit",
            description = "So many series a metric has at the most; what is beyond is counted under (other)",
            min = "1")
    int series__limit() default 1_000;

    @AttributeDefinition(
            name = "TLS certificate",
            description = "PEM file with the certificate, and those of authorities in between; empty for plain HTTP",
            required = false)
    String tls__certificate() default "";

    @AttributeDefinition(name = "TLS key", description = "PEM file with the certificate's key", required = false)
    String tls__key() default "";

    @AttributeDefinition(
            name = "TLS passphrase",
            description = "Of the key, if it is encrypted",
            type = AttributeType.PASSWORD,
            required = false)
    String _tls__passphrase() default "";

    @AttributeDefinition(
            name = "Bearer token",
            description = "What whoever asks must show; empty for nothing",
            type = AttributeType.PASSWORD,
            required = false)
    String _bearer__token() default "";

    @AttributeDefinition(
            name = "TLS client authority",
            description =
                    "PEM file with the authorities of clients, which must show a certificate then; empty: they need none",
            required = false)
    String tls__client__ca() default "";

    @AttributeDefinition(name = "TLS minimum version", description = "TLSv1.2 or TLSv1.3")
    String tls__min__version() default "TLSv1.2";

    @AttributeDefinition(
            name = "Allowed sources",
            description = "Addresses, networks and host names that may ask; empty for whoever reaches the address",
            required = false)
    String[] allowed__sources() default {};

    @AttributeDefinition(
            name = "Rate limit",
            description = "Requests per minute and source; 0 for any number",
            min = "0")
    int rate__limit() default 300;
}

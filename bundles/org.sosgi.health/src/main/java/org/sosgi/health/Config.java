package org.sosgi.health;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of {@link HealthEndpoint}. Two underscores in a name here stand for one in the property. */
@ObjectClassDefinition(
        name = "SOSGi health endpoint",
        description = "Answers probes over HTTP: /health, /live and /ready. On as long as it is configured.")
@interface Config {

    @AttributeDefinition(name = "Host", description = "Address or host name to listen on")
    String host() default "127.0.0.1";

    @AttributeDefinition(name = "Port", description = "TCP port; 0 takes any that is free", min = "0", max = "65535")
    int port() default 12_398;

    @AttributeDefinition(
            name = "Allowed sources",
            description = "Addresses, networks and host names that may ask; empty for whoever reaches the address",
            required = false)
    String[] allowed__sources() default {};

    @AttributeDefinition(
            name = "Bearer token",
            description = "What whoever asks must show; empty for nothing",
            type = AttributeType.PASSWORD,
            required = false)
    String _bearer__token() default "";

    @AttributeDefinition(
            name = "Rate limit",
            description = "Requests per minute and source; 0 for any number",
            min = "0")
    int rate__limit() default 300;

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
            name = "TLS client authority",
            description =
                    "PEM file with the authorities of clients, which must show a certificate then; empty: they need none",
            required = false)
    String tls__client__ca() default "";

    @AttributeDefinition(name = "TLS minimum version", description = "TLSv1.2 or TLSv1.3")
    String tls__min__version() default "TLSv1.2";
}

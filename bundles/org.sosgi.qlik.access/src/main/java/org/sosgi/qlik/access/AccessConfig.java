package org.sosgi.qlik.access;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** The settings of {@link QlikAccess}. Two underscores in a name here stand for one in the property. */
@ObjectClassDefinition(
        name = "Qlik Sense access",
        description = "How the services of a Sense site are asked: with the certificates that its QMC exports.")
@interface AccessConfig {

    @AttributeDefinition(name = "Client certificate", description = "PEM file: client.pem of the export")
    String client__cert();

    @AttributeDefinition(name = "Client key", description = "PEM file: client_key.pem of the export")
    String client__key();

    @AttributeDefinition(
            name = "Certificate authorities",
            description = "PEM file with the only authorities to trust: root.pem of the export")
    String ca();

    @AttributeDefinition(
            name = "Passphrase",
            description = "Of the client key, if it is encrypted",
            type = AttributeType.PASSWORD,
            required = false)
    String _passphrase() default "";

    @AttributeDefinition(
            name = "Verify",
            description = "Whether the servers' certificates and host names are verified; false is not safe")
    boolean verify() default true;

    @AttributeDefinition(
            name = "Least TLS version",
            description = "Servers that offer no better one are not asked",
            options = {@Option(label = "TLS 1.2", value = "TLSv1.2"), @Option(label = "TLS 1.3", value = "TLSv1.3")})
    String tls__min__version() default "TLSv1.2";

    @AttributeDefinition(
            name = "Allow CBC",
            description =
                    "Whether cipher suites without authenticated encryption (ECDHE-RSA with AES-CBC and SHA-2) will"
                            + " do, too: only for a Windows Server 2012 R2, which offers nothing better")
    boolean tls__allow__cbc() default false;

    @AttributeDefinition(
            name = "Timeout",
            description = "Milliseconds a request may take, with everything, 100 to 600,000",
            min = "100",
            max = "600000")
    long timeout() default 5_000;

    @AttributeDefinition(
            name = "Repository timeout",
            description = "Milliseconds a request to the repository may take, with everything, 100 to 600,000",
            min = "100",
            max = "600000")
    long repository__timeout() default 30_000;

    @AttributeDefinition(
            name = "Body limit",
            description = "The most bytes of an answer, 1,024 to 1,073,741,824; longer ones are refused",
            min = "1024",
            max = "1073741824")
    int body__limit() default 52_428_800;
}

package org.sosgi.sink.mqtt;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** The settings of {@link MqttSink}. Two underscores in a name here stand for one in the property. */
@ObjectClassDefinition(
        name = "Sink: MQTT",
        description = "Publishes events to an MQTT broker, with the topics and payloads of Butler SOS.")
@interface Config {

    @AttributeDefinition(name = "Host", description = "Name or address of the broker")
    String host();

    @AttributeDefinition(name = "Port", description = "1 to 65535", min = "1", max = "65535")
    int port() default 1883;

    @AttributeDefinition(
            name = "Version",
            description = "The version of MQTT",
            options = {@Option(label = "3.1.1", value = "3.1.1"), @Option(label = "5", value = "5")})
    String version() default "3.1.1";

    @AttributeDefinition(
            name = "Client id",
            description = "By what the broker knows us; empty for sosgi- and eight random hexadecimal digits",
            required = false)
    String client__id() default "";

    @AttributeDefinition(
            name = "User name",
            description = "Empty if the broker asks for no credentials",
            required = false)
    String username() default "";

    @AttributeDefinition(
            name = "Password",
            description = "That of the user",
            type = AttributeType.PASSWORD,
            required = false)
    String _password() default "";

    @AttributeDefinition(name = "TLS", description = "Whether to encrypt")
    boolean tls() default false;

    @AttributeDefinition(
            name = "Certificate authorities",
            description =
                    "For TLS: a PEM file with the only certificates to trust; empty for those of the Java runtime",
            required = false)
    String tls__ca() default "";

    @AttributeDefinition(
            name = "Verify the broker",
            description = "For TLS: whether certificate and host name of the broker are verified; false is not safe")
    boolean tls__verify() default true;

    @AttributeDefinition(
            name = "Least TLS version",
            description = "For TLS: a broker that offers no better one is not published to",
            options = {@Option(label = "TLS 1.2", value = "TLSv1.2"), @Option(label = "TLS 1.3", value = "TLSv1.3")})
    String tls__min__version() default "TLSv1.2";

    @AttributeDefinition(
            name = "Client certificate",
            description = "For TLS: a PEM file with the certificate to show the broker, if it asks for one",
            required = false)
    String tls__certificate() default "";

    @AttributeDefinition(
            name = "Client key",
            description = "For TLS: a PEM file with the key of the client certificate",
            required = false)
    String tls__key() default "";

    @AttributeDefinition(
            name = "Passphrase",
            description = "That of the client key; empty if it is not encrypted",
            type = AttributeType.PASSWORD,
            required = false)
    String _tls__passphrase() default "";

    @AttributeDefinition(
            name = "Quality of service",
            description = "0: at most once; 1: at least once; 2: the broker takes each message once. With 0 what is on"
                    + " its way is lost when the connection breaks",
            options = {
                @Option(label = "0", value = "0"),
                @Option(label = "1", value = "1"),
                @Option(label = "2", value = "2")
            })
    int qos() default 1;

    @AttributeDefinition(
            name = "Retain",
            description = "Whether the broker keeps the last message of each topic for later subscribers")
    boolean retain() default false;

    @AttributeDefinition(
            name = "Base topic",
            description = "What the topics of health and sessions begin with, as a rule with a slash at its end")
    String base__topic() default "butler-sos/";

    @AttributeDefinition(
            name = "Status topic",
            description =
                    "Where online and offline are told, retained; empty for status after the base topic; - for none",
            required = false)
    String status__topic() default "";

    @AttributeDefinition(
            name = "Keep alive",
            description = "Seconds of silence after which the connection is tried; 0 for never",
            min = "0",
            max = "65535")
    int keep__alive() default 60;

    @AttributeDefinition(
            name = "User event topics",
            description = "Each of the form COMMAND=TOPIC, such as Start session=qliksense/start; everything=TOPIC for"
                    + " all commands",
            required = false)
    String[] user__topics() default {};

    @AttributeDefinition(
            name = "Log event topic",
            description = "The topic of log events, or what their topics begin with",
            required = false)
    String log__topic() default "";

    @AttributeDefinition(name = "Log events: one topic", description = "Whether log events go to the log event topic")
    boolean log__to__topic() default false;

    @AttributeDefinition(
            name = "Log events: topics by subsystem",
            description = "Whether log events go to topics made of the log event topic and their subsystem")
    boolean log__to__subsystems() default false;

    @AttributeDefinition(
            name = "Category list always",
            description =
                    "Whether log events have a category list even if it is empty, as in Butler SOS while rules are on")
    boolean log__category() default false;

    @AttributeDefinition(
            name = "Connect timeout",
            description = "Milliseconds to connect in, 100 to 600,000; less than sink.deadline",
            min = "100",
            max = "600000")
    long connect__timeout() default 10_000;

    @AttributeDefinition(
            name = "Error type",
            description = "The name under which failed writes are counted, such as MQTT_PUBLISH; without it not at all",
            required = false)
    String sink_error_type();

    @AttributeDefinition(name = "Batch: events", description = "The most events of a write")
    int sink_batch_events() default 1_000;

    @AttributeDefinition(name = "Batch: bytes", description = "Bytes as journalled at which a batch is closed")
    int sink_batch_bytes() default 1_048_576;

    @AttributeDefinition(name = "Batch: linger", description = "Milliseconds a batch may wait for more events")
    long sink_batch_linger() default 50;

    @AttributeDefinition(name = "Deadline", description = "Milliseconds after which a write is interrupted")
    long sink_deadline() default 30_000;

    @AttributeDefinition(
            name = "Start",
            description = "Where to begin if the journal has never seen this sink",
            options = {@Option(label = "latest", value = "latest"), @Option(label = "earliest", value = "earliest")})
    String sink_start() default "latest";

    @AttributeDefinition(
            name = "Pseudonyms",
            description = "Attributes whose texts are sent as keyed hashes only; users stands for all that name people",
            required = false)
    String[] sink_pseudonymise();

    @AttributeDefinition(
            name = "Events",
            description = "OSGi filter over type and attributes; empty for all",
            required = false)
    String events_filter() default "";

    String webconsole_configurationFactory_nameHint() default "{host}:{port}";
}

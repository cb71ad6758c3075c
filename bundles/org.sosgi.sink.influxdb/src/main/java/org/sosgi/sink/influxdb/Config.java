package org.sosgi.sink.influxdb;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** The settings of {@link InfluxSink}. Two underscores in a name here stand for one in the property. */
@ObjectClassDefinition(
        name = "Sink: InfluxDB",
        description = "Writes events to InfluxDB 1, 2 or 3, with the measurements of Butler SOS.")
@interface Config {

    @AttributeDefinition(
            name = "URL",
            description = "http or https, host and port, such as http://influx.example.com:8086; no credentials in it")
    String url();

    @AttributeDefinition(
            name = "Version",
            description = "The generation of InfluxDB",
            options = {
                @Option(label = "1", value = "1"),
                @Option(label = "2", value = "2"),
                @Option(label = "3", value = "3")
            })
    int version() default 3;

    @AttributeDefinition(name = "Database", description = "Version 1: database; version 2: bucket; version 3: database")
    String database();

    @AttributeDefinition(name = "Organisation", description = "Version 2 only, and needed there", required = false)
    String org() default "";

    @AttributeDefinition(
            name = "Description",
            description = "Version 2: for the bucket, if it is created",
            required = false)
    String description() default "";

    @AttributeDefinition(
            name = "User name",
            description = "Version 1; empty if the server asks for no credentials",
            required = false)
    String username() default "";

    @AttributeDefinition(name = "Password", description = "Version 1", type = AttributeType.PASSWORD, required = false)
    String _password() default "";

    @AttributeDefinition(
            name = "Token",
            description = "Versions 2 and 3",
            type = AttributeType.PASSWORD,
            required = false)
    String _token() default "";

    @AttributeDefinition(
            name = "Create",
            description = "Whether to create the database or bucket with the first write, if it is missing")
    boolean create() default true;

    @AttributeDefinition(
            name = "Retention policy",
            description = "Version 1: name of the retention policy of a database that is created",
            required = false)
    String retention__policy() default "";

    @AttributeDefinition(
            name = "Retention",
            description =
                    "Versions 1 and 2: how long a database or bucket that is created keeps its points, such as 10d;"
                            + " empty or INF for ever. Version 3 has no such thing.",
            required = false)
    String retention() default "";

    @AttributeDefinition(
            name = "Compression",
            description = "auto: versions 2 and 3, over 1,000 bytes, not to this machine",
            options = {
                @Option(label = "auto", value = "auto"),
                @Option(label = "on", value = "on"),
                @Option(label = "off", value = "off")
            })
    String gzip() default "auto";

    @AttributeDefinition(
            name = "Schema",
            description =
                    "compatible: tags and fields of Butler SOS; lean: tags with any number of values become fields,"
                            + " which saves the database from one series per log line",
            options = {@Option(label = "compatible", value = "compatible"), @Option(label = "lean", value = "lean")})
    String schema() default "compatible";

    @AttributeDefinition(
            name = "Category list always",
            description =
                    "Whether raw_event has a category list even if it is empty, as in Butler SOS while rules are on")
    boolean raw__event__category() default false;

    @AttributeDefinition(
            name = "Measurement: user event queue",
            description = "Where the figures of the queue of user events go")
    String queue__measurement__user() default "user_events_queue";

    @AttributeDefinition(
            name = "Measurement: log event queue",
            description = "Where the figures of the queue of log events go")
    String queue__measurement__log() default "log_events_queue";

    @AttributeDefinition(name = "Measurement: event counts", description = "Where the counts of events go")
    String event__count__measurement() default "event_count";

    @AttributeDefinition(
            name = "Measurement: rejected counts",
            description = "Where the counts of performance events go that no filter took")
    String rejected__count__measurement() default "rejected_event_count";

    @AttributeDefinition(
            name = "Measurement: errors",
            description = "Where the failures go: of polls, of writes, of datagrams")
    String error__measurement() default "butler_sos_errors";

    @AttributeDefinition(
            name = "Document lists",
            description = "Which lists of documents are filled; the others are written as empty texts",
            required = false,
            options = {
                @Option(label = "active_docs", value = "active_docs"),
                @Option(label = "loaded_docs", value = "loaded_docs"),
                @Option(label = "in_memory_docs", value = "in_memory_docs")
            })
    String[] document__lists() default {};

    @AttributeDefinition(
            name = "Document names",
            description = "Whether the names of the documents are filled, too, for the lists that are")
    boolean document__names() default false;

    @AttributeDefinition(
            name = "Server tags of sessions",
            description = "Version 2: whether sessions have the tags host, server_name, server_description and those"
                    + " configured for the server. Butler SOS has them in versions 1 and 3 only.")
    boolean session__server__tags() default false;

    @AttributeDefinition(
            name = "Certificate authorities",
            description =
                    "For https: a PEM file with the only certificates to trust; empty for those of the Java runtime",
            required = false)
    String tls__ca() default "";

    @AttributeDefinition(
            name = "Verify the server",
            description = "For https: whether certificate and host name of the server are verified; false is not safe")
    boolean tls__verify() default true;

    @AttributeDefinition(
            name = "Least TLS version",
            description = "For https: a server that offers no better one is not written to",
            options = {@Option(label = "TLS 1.2", value = "TLSv1.2"), @Option(label = "TLS 1.3", value = "TLSv1.3")})
    String tls__min__version() default "TLSv1.2";

    @AttributeDefinition(
            name = "Write timeout",
            description = "Milliseconds a request may take, 100 to 600,000; less than sink.deadline",
            min = "100",
            max = "600000")
    long write__timeout() default 10_000;

    @AttributeDefinition(
            name = "Error type",
            description =
                    "The name under which failed writes are counted, such as INFLUXDB_V2_WRITE; without it not at all",
            required = false)
    String sink_error_type();

    @AttributeDefinition(name = "Batch: events", description = "The most events of a request")
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

    String webconsole_configurationFactory_nameHint() default "{url} {database}";
}

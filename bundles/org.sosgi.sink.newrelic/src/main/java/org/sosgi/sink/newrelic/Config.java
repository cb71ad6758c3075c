package org.sosgi.sink.newrelic;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/**
 * The settings of {@link NewRelicSink}. Two underscores in a name here stand for one in the property, one at the
 * beginning for a dot.
 */
@ObjectClassDefinition(
        name = "Sink: New Relic",
        description = "Sends user events, warnings and errors, and metrics to one account of New Relic, under the names"
                + " of Butler SOS. Each account has a sink, and a place in the journal, of its own.")
@interface Config {

    @AttributeDefinition(name = "Account name", description = "What people call the account; for messages")
    String account__name();

    @AttributeDefinition(
            name = "Account id",
            description = "The number New Relic gave it; without it the account can be sent metrics only",
            required = false)
    String account__id() default "";

    @AttributeDefinition(
            name = "API key",
            description = "An ingest or insert key of the account",
            type = AttributeType.PASSWORD)
    String _api__key();

    @AttributeDefinition(
            name = "Region",
            description = "Whose end points to use where no URL is given",
            options = {@Option(label = "us", value = "us"), @Option(label = "eu", value = "eu")})
    String region() default "us";

    @AttributeDefinition(
            name = "Event URL",
            description = "The Event API without v1/accounts/…, such as https://insights-collector.eu01.nr-data.net/;"
                    + " empty for that of the region",
            required = false)
    String event__url() default "";

    @AttributeDefinition(
            name = "Metric URL",
            description = "The whole address of the Metric API, such as https://metric-api.eu.newrelic.com/metric/v1;"
                    + " empty for that of the region",
            required = false)
    String metric__url() default "";

    @AttributeDefinition(
            name = "Event headers",
            description = "More headers for the Event API, each \"Name: value\"",
            type = AttributeType.PASSWORD,
            required = false)
    String[] _event__headers() default {};

    @AttributeDefinition(
            name = "Metric headers",
            description = "More headers for the Metric API, each \"Name: value\"",
            type = AttributeType.PASSWORD,
            required = false)
    String[] _metric__headers() default {};

    @AttributeDefinition(
            name = "Event attributes",
            description = "What each log event says besides, each name=value. User events do not, as in Butler SOS.",
            required = false)
    String[] event__attributes() default {};

    @AttributeDefinition(
            name = "Metric attributes",
            description = "What health and session metrics say besides, each name=value",
            required = false)
    String[] metric__attributes() default {};

    @AttributeDefinition(
            name = "Uptime attributes",
            description = "What the agent's own metrics say besides, each name=value",
            required = false)
    String[] uptime__attributes() default {};

    @AttributeDefinition(
            name = "Version in events",
            description = "Whether log events tell this agent's version, as butlerSosVersion")
    boolean event__version() default true;

    @AttributeDefinition(
            name = "Version in metrics",
            description = "Whether health and session metrics tell this agent's version, as butlerSosVersion")
    boolean metric__version() default true;

    @AttributeDefinition(
            name = "Version in the agent's metrics",
            description = "Whether the agent's own metrics tell its version, as version")
    boolean uptime__version() default true;

    @AttributeDefinition(
            name = "Metrics",
            description = "Which metrics of Sense are sent",
            required = false,
            options = {
                @Option(label = "memory", value = "memory"),
                @Option(label = "cpu", value = "cpu"),
                @Option(label = "calls", value = "calls"),
                @Option(label = "selections", value = "selections"),
                @Option(label = "sessions", value = "sessions"),
                @Option(label = "users", value = "users"),
                @Option(label = "saturated", value = "saturated"),
                @Option(label = "doc_count", value = "doc_count"),
                @Option(label = "cache", value = "cache"),
                @Option(label = "proxy_sessions", value = "proxy_sessions")
            })
    String[] metrics() default {
        "memory", "cpu", "calls", "selections", "sessions", "users", "saturated", "doc_count", "cache", "proxy_sessions"
    };

    @AttributeDefinition(
            name = "Metrics of the agent",
            description = "Which of the agent's own metrics are sent",
            required = false,
            options = {@Option(label = "memory", value = "memory"), @Option(label = "uptime", value = "uptime")})
    String[] uptime__metrics() default {"memory", "uptime"};

    @AttributeDefinition(
            name = "Saturated",
            description = "number: 1 or 0; boolean: as Butler SOS has it, which New Relic refuses in a metric",
            options = {@Option(label = "number", value = "number"), @Option(label = "boolean", value = "boolean")})
    String saturated() default "number";

    @AttributeDefinition(
            name = "Log levels",
            description = "Which log events are sent: source=level,level with the sources engine, proxy, repository and"
                    + " scheduler and the levels error, warn and fatal. A source that is not named sends none.",
            required = false)
    String[] log__levels() default {
        "engine=error,warn", "proxy=error,warn", "repository=error,warn", "scheduler=error,warn"
    };

    @AttributeDefinition(
            name = "Scramble users",
            description = "What user events have in place of names. off: the names; compatible: the hash of Butler SOS,"
                    + " which anybody can find out who has a list of names; keyed: a hash that needs the key",
            options = {
                @Option(label = "off", value = "off"),
                @Option(label = "compatible", value = "compatible"),
                @Option(label = "keyed", value = "keyed")
            })
    String scramble() default "off";

    @AttributeDefinition(
            name = "Scramble key",
            description = "For keyed: any text that is hard to guess, 16 characters or more",
            type = AttributeType.PASSWORD,
            required = false)
    String _scramble__key() default "";

    @AttributeDefinition(
            name = "Health interval",
            description = "Milliseconds between polls of health, for interval.ms",
            min = "1")
    long health__interval() default 30_000;

    @AttributeDefinition(
            name = "Sessions interval",
            description = "Milliseconds between polls of sessions, for interval.ms",
            min = "1")
    long sessions__interval() default 30_000;

    @AttributeDefinition(
            name = "Uptime interval",
            description = "Milliseconds between the agent's reports of itself, for interval.ms",
            min = "1")
    long uptime__interval() default 900_000;

    @AttributeDefinition(name = "Compression", description = "Whether requests are compressed, as New Relic recommends")
    boolean gzip() default true;

    @AttributeDefinition(
            name = "Certificate authorities",
            description =
                    "For https: a PEM file with the only certificates to trust; empty for those of the Java runtime",
            required = false)
    String tls__ca() default "";

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
                    "The name under which failed writes are counted, such as NEW_RELIC_POST; without it not at all",
            required = false)
    String sink_error_type();

    @AttributeDefinition(name = "Batch: events", description = "The most events taken at a time")
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
            description = "OSGi filter over type and attributes; empty for all that New Relic gets",
            required = false)
    String events_filter() default "";

    String webconsole_configurationFactory_nameHint() default "{account_name}";
}

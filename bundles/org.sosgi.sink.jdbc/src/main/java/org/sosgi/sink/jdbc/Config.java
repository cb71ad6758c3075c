package org.sosgi.sink.jdbc;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of {@link JdbcSink}. Two underscores in a name here stand for one in the property. */
@ObjectClassDefinition(
        name = "Sink: JDBC",
        description = "Keeps events in a relational database: an H2 file of the agent's own, or PostgreSQL")
@interface Config {

    String DEFAULT_URL = "jdbc:h2:file:${sosgi.home}/var/history/history";

    @AttributeDefinition(
            name = "URL",
            description = "jdbc:h2:… or jdbc:postgresql://host:port/database; ${sosgi.home} is the agent's folder")
    String url() default DEFAULT_URL;

    @AttributeDefinition(name = "User name", description = "Of the database", required = false)
    String username() default "";

    @AttributeDefinition(
            name = "Password",
            description = "Of the database",
            type = AttributeType.PASSWORD,
            required = false)
    String _password() default "";

    @AttributeDefinition(
            name = "Driver",
            description = "The property osgi.jdbc.driver.class of the driver to use; empty: found from the URL",
            required = false)
    String driver() default "";

    @AttributeDefinition(
            name = "Retention",
            description = "Milliseconds that an event is kept, counted from its time; 0 for ever")
    long retention() default 30L * 24 * 3600 * 1000;

    @AttributeDefinition(
            name = "Largest size",
            description = "Bytes of the store beyond which the oldest events are removed, 16 MiB or more; 0 no limit")
    long max__bytes() default 1L << 30;
}

package org.sosgi.sink.jdbc;

import java.io.IOException;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.jdbc.DataSourceFactory;
import org.osgi.service.metatype.annotations.Designate;
import org.sosgi.api.Batch;
import org.sosgi.api.Sink;
import org.sosgi.api.status.Report;
import org.sosgi.api.status.Reporter;

/**
 * Keeps events in a relational database, one table per type of event, with sums beside them; offers the database to the history
 * service. The first write opens it. Batches are larger and wait longer than the engine's usual ones: each costs a write to disk.
 */
@Component(
        configurationPid = "org.sosgi.sink.jdbc",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        service = {Sink.class, Reporter.class},
        property = {
            Sink.BATCH_EVENTS + ":Integer=5000",
            Sink.BATCH_BYTES + ":Integer=4194304",
            Sink.BATCH_LINGER + ":Integer=1000"
        })
@Designate(ocd = Config.class, factory = true)
public final class JdbcSink implements Sink, Reporter {

    /** Between looks at what is to be removed. */
    private static final long PAUSE_MS = 10_000;

    private final BundleContext context;
    private final String name;
    private final Dialect dialect;
    private final Connector connector;
    private final Figures figures;
    private final Store store;
    private HistoryDataSource offered;
    private ServiceRegistration<DataSource> registration;

    /** @throws IllegalArgumentException if a setting cannot be used; the message says which, and what would be right */
    @Activate
    public JdbcSink(BundleContext context, Config config, Map<String, Object> properties) {
        this(context, config, name(properties), PAUSE_MS);
    }

    JdbcSink(BundleContext context, Config config, String name, long pauseMs) {
        this.context = context;
        this.name = name;
        dialect = dialect(context, config.url());
        connector = new Connector(dialect, config.driver(), config.username(), config._password());
        figures = new Figures(name, dialect.name(), config.max__bytes());
        var limits = new Limits(config.retention(), config.max__bytes());
        store = new Store(dialect, connector, limits, pauseMs, figures, this::offer, this::withdraw);
    }

    private static String name(Map<String, Object> properties) {
        Object name = properties.getOrDefault(Sink.NAME, properties.get(Constants.SERVICE_PID));
        return String.valueOf(name);
    }

    private static Dialect dialect(BundleContext context, String configured) {
        String home = context.getProperty("sosgi.home");
        String url = configured.replace("${sosgi.home}", home == null ? "." : home);
        if (url.startsWith("jdbc:h2:")) {
            return H2.of(url);
        }
        if (url.startsWith("jdbc:postgresql:")) {
            return new Postgres(url);
        }
        throw new IllegalArgumentException(
                "url must begin with jdbc:h2: or jdbc:postgresql:, for example " + Config.DEFAULT_URL);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addFactory(DataSourceFactory factory, Map<String, Object> properties) {
        connector.add(factory, String.valueOf(properties.get(DataSourceFactory.OSGI_JDBC_DRIVER_CLASS)));
    }

    void removeFactory(DataSourceFactory factory) {
        connector.remove(factory);
    }

    @Override
    public void write(Batch batch) throws IOException {
        store.write(batch);
    }

    private void offer() {
        offered = new HistoryDataSource(connector);
        var properties = new Hashtable<String, Object>();
        properties.put("history.store", name);
        properties.put("history.dialect", dialect.name());
        registration = context.registerService(DataSource.class, offered, properties);
    }

    private void withdraw() {
        if (offered == null) {
            return;
        }
        offered.close();
        offered = null;
        try {
            registration.unregister();
        } catch (IllegalStateException e) {
            // The bundle is stopped: the framework was faster.
            registration = null;
        }
    }

    @Override
    public List<Report> reports() {
        return List.of(figures.report());
    }

    @Deactivate
    void close() {
        store.close();
    }
}

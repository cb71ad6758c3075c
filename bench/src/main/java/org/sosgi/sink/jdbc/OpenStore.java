package org.sosgi.sink.jdbc;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.jdbc.DataSourceFactory;
import org.sosgi.api.Batch;
import org.sosgi.api.Event;

/** The real sink outside a framework. */
public final class OpenStore implements AutoCloseable {

    private final AtomicReference<DataSource> offered = new AtomicReference<>();
    private final JdbcSink sink;

    public OpenStore(String url, String username, DataSourceFactory factory, String driver) {
        sink = new JdbcSink(context(), config(url, username), Map.of("service.pid", "org.sosgi.sink.jdbc~bench"));
        sink.addFactory(factory, Map.of(DataSourceFactory.OSGI_JDBC_DRIVER_CLASS, driver));
    }

    /** @param firstPosition of the first event; the others follow */
    public void write(List<Event> events, long firstPosition) throws IOException {
        sink.write(new Batch() {
            @Override
            public List<Event> events() {
                return events;
            }

            @Override
            public long position(int index) {
                return firstPosition + index;
            }

            @Override
            public void reject(int index, String reason) {
                throw new AssertionError(reason);
            }
        });
    }

    /** Returns what the sink offers to others once something was written. */
    public DataSource source() {
        return offered.get();
    }

    @Override
    public void close() {
        sink.close();
    }

    private BundleContext context() {
        return (BundleContext) Proxy.newProxyInstance(
                OpenStore.class.getClassLoader(), new Class<?>[] {BundleContext.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("registerService")) {
                        offered.set((DataSource) arguments[1]);
                        return registration();
                    }
                    return null;
                });
    }

    private static ServiceRegistration<?> registration() {
        return (ServiceRegistration<?>) Proxy.newProxyInstance(
                OpenStore.class.getClassLoader(),
                new Class<?>[] {ServiceRegistration.class},
                (proxy, method, arguments) -> null);
    }

    private static Config config(String url, String username) {
        return new Config() {
            @Override
            public String url() {
                return url;
            }

            @Override
            public String username() {
                return username;
            }

            @Override
            public String _password() {
                return "";
            }

            @Override
            public String driver() {
                return "";
            }

            @Override
            public long retention() {
                return 0;
            }

            @Override
            public long max__bytes() {
                return 0;
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return Config.class;
            }
        };
    }
}

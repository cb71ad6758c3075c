package org.sosgi.sink.jdbc;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** A bundle context that knows one property and keeps the data sources that are registered. */
final class Contexts {

    private final Map<String, DataSource> sources = new ConcurrentHashMap<>();
    private final BundleContext context;

    Contexts(Path home) {
        context = (BundleContext) proxy(BundleContext.class, (method, arguments) -> switch (method) {
            case "getProperty" -> arguments[0].equals("sosgi.home") ? home.toString() : null;
            case "registerService" -> {
                String name = (String) ((Dictionary<?, ?>) arguments[2]).get("history.store");
                sources.put(name, (DataSource) arguments[1]);
                yield proxy(ServiceRegistration.class, (call, none) -> sources.remove(name));
            }
            default -> throw new UnsupportedOperationException(method);
        });
    }

    private interface Calls {
        Object call(String method, Object[] arguments);
    }

    private static Object proxy(Class<?> type, Calls calls) {
        return Proxy.newProxyInstance(
                Contexts.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> calls.call(method.getName(), arguments));
    }

    BundleContext context() {
        return context;
    }

    /** Returns what the sink of that name offers; null if nothing. */
    DataSource source(String name) {
        return sources.get(name);
    }
}

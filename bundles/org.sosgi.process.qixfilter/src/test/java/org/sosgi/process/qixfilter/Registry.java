package org.sosgi.process.qixfilter;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.sosgi.api.Emitter;
import org.sosgi.api.Event;
import org.sosgi.api.Intake;

/** As much of a service registry as the component asks for; has an intake that keeps what it is given. */
final class Registry {

    record Registered(Class<?> type, Object service, Map<String, Object> properties) {}

    final List<Registered> services = new ArrayList<>();
    final List<Event> admitted = new ArrayList<>();

    private final Intake intake = new Intake() {
        @Override
        public Admission admit(Consumer<Emitter> source) {
            source.accept(admitted::add);
            return new Admission(0, 0, 0);
        }

        @Override
        public Admission admitDurably(Consumer<Emitter> source) {
            return admit(source);
        }
    };

    BundleContext context() {
        return proxy(BundleContext.class, (self, method, arguments) -> switch (method.getName()) {
            case "registerService" -> register(arguments);
            case "getServiceReference" -> proxy(ServiceReference.class, (s, m, a) -> null);
            case "getService" -> intake;
            case "ungetService" -> true;
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private Object register(Object[] arguments) {
        var registered = new Registered((Class<?>) arguments[0], arguments[1], new HashMap<>());
        put(arguments[2], registered.properties());
        services.add(registered);
        return proxy(ServiceRegistration.class, (self, method, given) -> {
            switch (method.getName()) {
                case "setProperties" -> put(given[0], registered.properties());
                case "unregister" -> services.remove(registered);
                default -> throw new UnsupportedOperationException(method.getName());
            }
            return null;
        });
    }

    private static void put(Object dictionary, Map<String, Object> properties) {
        var given = (Dictionary<?, ?>) dictionary;
        properties.clear();
        given.keys().asIterator().forEachRemaining(key -> properties.put((String) key, given.get(key)));
    }

    static QixFilterProcessor.Config config(boolean monitor, String filter, long interval) {
        Map<String, Object> set = Map.of("monitor", monitor, "filter", filter, "rejected__interval", interval);
        return proxy(QixFilterProcessor.Config.class, (self, method, arguments) -> set.get(method.getName()));
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(Registry.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}

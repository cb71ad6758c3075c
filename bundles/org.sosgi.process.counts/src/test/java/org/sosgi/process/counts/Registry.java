package org.sosgi.process.counts;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Dictionary;
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
    boolean hasIntake = true;

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
            case "getServiceReference" -> hasIntake ? proxy(ServiceReference.class, (s, m, a) -> null) : null;
            case "getService" -> intake;
            case "ungetService" -> true;
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private Object register(Object[] arguments) {
        var properties = new java.util.HashMap<String, Object>();
        var given = (Dictionary<?, ?>) arguments[2];
        given.keys().asIterator().forEachRemaining(key -> properties.put((String) key, given.get(key)));
        var registered = new Registered((Class<?>) arguments[0], arguments[1], properties);
        services.add(registered);
        return proxy(ServiceRegistration.class, (self, method, none) -> {
            services.remove(registered);
            return null;
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(Registry.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}

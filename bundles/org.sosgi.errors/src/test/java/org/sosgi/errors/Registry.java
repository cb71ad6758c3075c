package org.sosgi.errors;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.sosgi.api.Emitter;
import org.sosgi.api.Event;
import org.sosgi.api.Intake;

/** As much of a service registry as the component asks for; has an intake that keeps what it is given. */
final class Registry {

    final List<Event> admitted = new ArrayList<>();

    /** Null if there is none. */
    Intake intake = intake(source -> source.accept(admitted::add));

    /** How often the intake is in use. */
    int held;

    /** Whether the bundle may still ask. */
    boolean valid = true;

    static Intake intake(Consumer<Consumer<Emitter>> admit) {
        return new Intake() {
            @Override
            public Admission admit(Consumer<Emitter> source) {
                admit.accept(source);
                return new Admission(0, 0, 0);
            }

            @Override
            public Admission admitDurably(Consumer<Emitter> source) {
                return admit(source);
            }
        };
    }

    BundleContext context() {
        return proxy(BundleContext.class, (self, method, arguments) -> switch (method.getName()) {
            case "getServiceReference" -> reference();
            case "getService" -> {
                held++;
                yield intake;
            }
            case "ungetService" -> {
                held--;
                yield true;
            }
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private ServiceReference<?> reference() {
        if (!valid) {
            throw new IllegalStateException("the bundle context is no longer valid");
        }
        return intake == null ? null : proxy(ServiceReference.class, (self, method, arguments) -> null);
    }

    static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(Registry.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}

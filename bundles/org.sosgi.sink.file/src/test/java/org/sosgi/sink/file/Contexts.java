package org.sosgi.sink.file;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import org.osgi.framework.BundleContext;

/** A bundle context that knows one property. */
final class Contexts {

    private Contexts() {}

    static BundleContext withHome(Path home) {
        return (BundleContext) Proxy.newProxyInstance(
                Contexts.class.getClassLoader(), new Class<?>[] {BundleContext.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getProperty") && arguments[0].equals("sosgi.home")) {
                        return home.toString();
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }
}

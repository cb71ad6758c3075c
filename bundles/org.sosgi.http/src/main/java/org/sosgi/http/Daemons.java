package org.sosgi.http;

import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.concurrent.ThreadFactory;

/**
 * Threads that hold nothing of whoever caused them. A thread inherits the context class loader of the one that makes it, and the
 * protection domains of all that is on its stack; of a plugin's call that is the plugin, which could not be unloaded while the thread
 * lives.
 */
final class Daemons {

    private Daemons() {}

    static ThreadFactory named(String name) {
        return task -> inherits(() -> {
            var thread = new Thread(task, name);
            thread.setDaemon(true);
            thread.setContextClassLoader(Http.class.getClassLoader());
            return thread;
        });
    }

    /** Only what is on the stack from here on is inherited. There is no other way before Java 24, which inherits nothing. */
    @SuppressWarnings("removal")
    private static Thread inherits(PrivilegedAction<Thread> making) {
        return AccessController.doPrivileged(making);
    }
}

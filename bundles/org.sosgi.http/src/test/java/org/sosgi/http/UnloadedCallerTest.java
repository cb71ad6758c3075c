package org.sosgi.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.security.ProtectionDomain;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whose first request comes from a plugin that is then updated. */
@Timeout(60)
class UnloadedCallerTest {

    /** Asks; a plugin's class, loaded by a loader of its own. */
    public static final class Caller implements BiFunction<Http, URI, Integer> {

        @Override
        public Integer apply(Http http, URI uri) {
            try {
                return http.send(Request.get(uri)).status();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static final class PluginLoader extends ClassLoader {

        PluginLoader() {
            super(UnloadedCallerTest.class.getClassLoader());
        }

        Class<?> caller() throws IOException {
            String file = '/' + Caller.class.getName().replace('.', '/') + ".class";
            try (InputStream in = UnloadedCallerTest.class.getResourceAsStream(file)) {
                byte[] code = in.readAllBytes();
                var domain = new ProtectionDomain(null, null, this, null);
                return defineClass(Caller.class.getName(), code, 0, code.length, domain);
            }
        }
    }

    @Test
    void threadsDoNotHoldTheirFirstCaller() throws Exception {
        try (var server = RawServer.answering("HTTP/1.1 204 ok\r\n\r\n");
                var http = new Http(HttpSettings.of("unloaded", Duration.ofSeconds(20)))) {
            // A name and not an address, so that there are threads of both kinds.
            URI uri = URI.create("http://localhost:" + server.uri("/").getPort() + "/");
            WeakReference<ClassLoader> plugin = ask(http, uri);
            List<Thread> threads = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().startsWith("sosgi-unloaded-"))
                    .toList();
            assertFalse(threads.isEmpty());
            threads.forEach(thread ->
                    assertSame(Http.class.getClassLoader(), thread.getContextClassLoader(), thread::toString));

            long start = System.nanoTime();
            // Less than the idle time of the threads that look names up.
            while (plugin.get() != null && System.nanoTime() - start < 5_000_000_000L) {
                System.gc();
            }
            assertEquals(null, plugin.get(), "something still holds the caller's class loader");
            assertEquals(204, http.send(Request.get(uri)).status());
        }
    }

    private static WeakReference<ClassLoader> ask(Http http, URI uri) throws Exception {
        var loader = new PluginLoader();
        @SuppressWarnings("unchecked")
        var caller = (BiFunction<Http, URI, Integer>)
                loader.caller().getDeclaredConstructor().newInstance();
        var status = new CompletableFuture<Integer>();
        var thread = new Thread(() -> {
            try {
                status.complete(caller.apply(http, uri));
            } catch (RuntimeException e) {
                status.completeExceptionally(e);
            }
        });
        thread.setContextClassLoader(loader);
        thread.start();
        assertEquals(204, status.get(30, TimeUnit.SECONDS));
        thread.join();
        assertNotNull(caller);
        return new WeakReference<>(loader);
    }
}

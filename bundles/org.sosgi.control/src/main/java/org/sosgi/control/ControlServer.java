package org.sosgi.control;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sosgi.launcher.control.ControlAddress;

/**
 * Listens on the control socket. Who may connect is decided by the file system alone: the socket's folder can be
 * entered by its owner only, so the peer need not be asked. Four callers at once; more are turned away.
 */
@Component(
        service = {},
        immediate = true)
public final class ControlServer {

    static final int MOST_CALLERS = 4;
    private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);

    private final Commands commands;
    private final ControlAddress address;
    private final Path socket;
    private final ServerSocketChannel server;
    private final ScheduledExecutorService watchdog =
            Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "control-watchdog"));
    private final ExecutorService callers = new ThreadPoolExecutor(
            0, MOST_CALLERS, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> daemon(task, "control-call"));

    @Activate
    public ControlServer(@Reference Commands commands, BundleContext context) throws IOException {
        this(commands, Path.of(context.getProperty("sosgi.home"), "var", "run"));
    }

    ControlServer(Commands commands, Path runFolder) throws IOException {
        this.commands = commands;
        address = new ControlAddress(runFolder);
        address.secure();
        socket = address.prepare();
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        daemon(this::accept, "control").start();
    }

    @Deactivate
    void close() throws IOException {
        server.close();
        callers.shutdownNow();
        watchdog.shutdownNow();
        address.remove(socket);
    }

    private void accept() {
        for (; ; ) {
            SocketChannel caller;
            try {
                caller = server.accept();
            } catch (AsynchronousCloseException e) {
                return;
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                LOG.error("the control socket is lost; commands do not work until the agent is restarted", e);
                return;
            }
            try {
                callers.execute(new Call(commands, caller, watchdog));
            } catch (RejectedExecutionException e) {
                turnAway(caller);
            }
        }
    }

    private static void turnAway(SocketChannel caller) {
        LOG.warn("{} commands run already; one more was turned away", MOST_CALLERS);
        try {
            caller.close();
        } catch (IOException e) {
            LOG.debug("closing a caller that was turned away", e);
        }
    }

    private static Thread daemon(Runnable task, String name) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}

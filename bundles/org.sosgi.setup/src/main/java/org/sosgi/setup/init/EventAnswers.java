package org.sosgi.setup.init;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.sosgi.setup.UsageException;
import org.sosgi.setup.probe.Finding;
import org.sosgi.setup.probe.UdpPortProbe;

/**
 * What Sense sends here.
 *
 * @param sources of log events, by their words in the configuration
 */
record EventAnswers(int logPort, int userPort, Set<String> sources, boolean userEvents) {

    private static final String ANY = "0.0.0.0";

    static EventAnswers ask(Questions questions) throws UsageException, IOException {
        Set<String> sources = questions.ask(
                "sources",
                "Log events to take, of engine, proxy, repository, scheduler, qixperf; or none",
                "engine,proxy,repository,scheduler",
                Readers::sources);
        int logPort = port(questions, !sources.isEmpty(), "log-port", "UDP port for log events", "9996");
        boolean userEvents =
                questions.ask("user-events", "User events (sessions and connections), on or off", "on", Readers::onOff);
        int userPort = port(questions, userEvents, "user-port", "UDP port for user events", "9997");
        if (logPort == userPort) {
            throw new UsageException("log events and user events need a port each, not both " + logPort);
        }
        return new EventAnswers(logPort, userPort, sources, userEvents);
    }

    /** Nobody is asked for what is not needed. */
    private static int port(Questions questions, boolean needed, String option, String prompt, String usual)
            throws UsageException, IOException {
        boolean told = !questions.option(option).isEmpty();
        return needed || told ? questions.ask(option, prompt, usual, Readers::port) : Readers.port(usual);
    }

    List<Finding> test() {
        List<Finding> found = new ArrayList<>();
        if (!sources.isEmpty()) {
            found.add(UdpPortProbe.free("log", ANY, logPort));
        }
        if (userEvents) {
            found.add(UdpPortProbe.free("user", ANY, userPort));
        }
        return found;
    }
}

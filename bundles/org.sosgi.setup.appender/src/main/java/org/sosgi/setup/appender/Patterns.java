package org.sosgi.setup.appender;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The layouts of the datagrams, field by field in the order in which the agent's decoders read them. This is the only place that knows
 * them: the simulator formats its datagrams from files made of these.
 */
final class Patterns {

    /** The number is the last of the sequence before it begins anew. */
    private static final List<String> HEAD =
            List.of("%rownum{9999}", "%longIso8601date", "%date", "%level", "%hostname", "%logger", "%user");

    private static final List<String> MESSAGE = List.of("%encodedmessage");
    private static final List<String> MESSAGE_AND_EXCEPTION = List.of("%encodedmessage", "%encodedexception");

    static final String ENGINE = log(
            "engine",
            MESSAGE,
            "ProxySessionId",
            "ActiveUserDirectory",
            "ActiveUserId",
            "EngineTimestamp",
            "ProcessId",
            "Exe Version",
            "Server Started",
            "Entry Type",
            "SessionId",
            "AppId");

    static final String PROXY = service("proxy");
    static final String REPOSITORY = service("repository");

    static final String SCHEDULER = log(
            "scheduler",
            MESSAGE_AND_EXCEPTION,
            "UserDirectory",
            "UserId",
            "User",
            "TaskName",
            "AppName",
            "TaskId",
            "AppId",
            "ExecutionId");

    static final String QIX_PERFORMANCE = log(
            "qix-perf",
            List.of(),
            "ProxySessionId",
            "ActiveUserDirectory",
            "ActiveUserId",
            "EngineTimestamp",
            "SessionId",
            "DocId",
            "RequestId",
            "Method",
            "ProcessTime",
            "WorkTime",
            "LockTime",
            "ValidateTime",
            "TraverseTime",
            "Handle",
            "ObjectId",
            "NetRAM",
            "PeakRAM",
            "ObjectType");

    static final String SESSION = user("proxy-session");
    static final String CONNECTION = user("proxy-connection");

    private Patterns() {}

    private static String service(String name) {
        return log(name, MESSAGE_AND_EXCEPTION, "UserDirectory", "UserId", "Command", "Result", "Origin", "Context");
    }

    private static String log(String name, List<String> texts, String... properties) {
        return join(name, HEAD, texts, properties(properties));
    }

    private static String user(String name) {
        List<String> who = properties("Command", "UserDirectory", "UserId", "Origin", "Context");
        return join(name, List.of("%hostname"), who, List.of("%message"));
    }

    private static List<String> properties(String... names) {
        return Stream.of(names).map(name -> "%property{" + name + "}").toList();
    }

    private static String join(String name, List<String> first, List<String> then, List<String> last) {
        return Stream.of(List.of("/qseow-" + name + "/"), first, then, last)
                .flatMap(List::stream)
                .collect(Collectors.joining(";"));
    }
}

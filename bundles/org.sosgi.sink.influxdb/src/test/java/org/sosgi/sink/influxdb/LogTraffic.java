package org.sosgi.sink.influxdb;

import static org.sosgi.sink.influxdb.Samples.members;

import org.sosgi.api.Event;

/**
 * Log events as a site with some dozens of users has them: row numbers count up, sessions come and go, users and apps
 * return.
 */
final class LogTraffic {

    private static final String[] METHODS = {"GenericObject::GetLayout", "Global::OpenApp", "Doc::GetObject"};

    private LogTraffic() {}

    static Event event(int n) {
        return switch (n % 5) {
            case 0, 1 -> Samples.qixPerf(n, "a1a1a1a1-b2b2-4c3c-8d4d-" + n / 20, "obj" + n % 300);
            case 2 -> engine(n);
            default -> proxy(n);
        };
    }

    private static Event engine(int n) {
        return Samples.event(
                "log.engine",
                members(
                        "source",
                        "qseow-engine",
                        "log_row",
                        n,
                        "level",
                        n % 50 == 2 ? "ERROR" : "WARN",
                        "host",
                        "node" + n % 3,
                        "subsystem",
                        "System.Engine.Engine",
                        "windows_user",
                        "LAB\\qlikservice",
                        "message",
                        METHODS[n % 3] + " took long",
                        "user_directory",
                        "LAB",
                        "user_id",
                        "user" + n % 40,
                        "engine_exe_version",
                        "12.2345.0",
                        "session_id",
                        "c1a1a1a1-b2b2-4c3c-8d4d-" + n / 20,
                        "app_id",
                        "d7cf16f9-6a95-462a-9ff1-" + n % 25,
                        "user_full",
                        "LAB\\user" + n % 40));
    }

    private static Event proxy(int n) {
        return Samples.event(
                "log.proxy",
                members(
                        "source", "qseow-proxy",
                        "log_row", n,
                        "level", "WARN",
                        "host", "node" + n % 3,
                        "subsystem", "Proxy.Core.X",
                        "message", "Something failed",
                        "exception_message", "",
                        "user_directory", "LAB",
                        "user_id", "user" + n % 40,
                        "command", "Open",
                        "result_code", "403",
                        "origin", "AppAccess",
                        "context", "/hub",
                        "user_full", "LAB\\user" + n % 40));
    }
}

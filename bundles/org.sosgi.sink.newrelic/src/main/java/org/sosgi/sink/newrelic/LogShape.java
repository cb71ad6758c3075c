package org.sosgi.sink.newrelic;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.sosgi.api.Event;

/** Log events of one source for the Event API. */
final class LogShape implements Shape {

    /** Name there, name here, in the order of Butler SOS. What a source does not have is left out. */
    private static final String[][] MEMBERS = {
        {"qs_ts_iso", "ts_iso"},
        {"qs_ts_local", "ts_local"},
        {"qs_log_source", "source"},
        {"qs_log_level", "level"},
        {"qs_host", "host"},
        {"qs_subsystem", "subsystem"},
        {"qs_windows_user", "windows_user"},
        {"qs_message", "message"},
        {"qs_exception_message", "exception_message"},
        {"qs_user_full", "user_full"},
        {"qs_user_directory", "user_directory"},
        {"qs_user_id", "user_id"},
        {"qs_command", "command"},
        {"qs_result_code", "result_code"},
        {"qs_origin", "origin"},
        {"qs_context", "context"},
        {"qs_task_name", "task_name"},
        {"qs_app_name", "app_name"},
        {"qs_task_id", "task_id"},
        {"qs_app_id", "app_id"},
        {"qs_execution_id", "execution_id"},
        {"qs_proxy_session_id", "proxy_session_id"},
        {"qs_engine_ts", "engine_ts"},
        {"qs_process_id", "process_id"},
        {"qs_engine_exe_version", "engine_exe_version"},
        {"qs_server_started", "server_started"},
        {"qs_entry_type", "entry_type"},
        {"qs_session_id", "session_id"},
    };

    private final Set<String> levels;
    private final Map<String, String> more;

    /**
     * @param levels those that are sent, in lower case
     * @param more what each event says besides
     */
    LogShape(Set<String> levels, Map<String, String> more) {
        this.levels = levels;
        this.more = more;
    }

    @Override
    public boolean wants(Event event) {
        return levels.contains(event.text("level").toLowerCase(Locale.ROOT));
    }

    @Override
    public void write(Event event, JsonGenerator json) throws IOException {
        var attributes = new Attributes();
        for (String[] names : MEMBERS) {
            attributes.put(names[0], event.value(names[1]));
        }
        // A backslash alone if nobody is told, which the event itself does not have.
        attributes
                .put("qs_user_full", event.text("user_directory") + '\\' + event.text("user_id"))
                .putTags(event)
                .putAll(more)
                .put("eventType", "qs_logEvent");
        json.writeStartObject();
        attributes.write(json, event.time() / 1_000_000);
        json.writeEndObject();
    }
}

package org.sosgi.engine;

import java.util.ArrayList;
import java.util.List;
import org.sosgi.api.Attribute;
import org.sosgi.api.EventType;

/** The types of the agent's own plugins that name people, as {@code text} of a field or {@code #tag}. */
final class ShippedTypes {

    private static final String COMMON =
            "#source ts_iso ts_local #level #host #subsystem #windows_user message exception_message ";

    static final EventType PROXY = of(
            "log.proxy",
            COMMON + "#user_directory #user_id #command #result_code #origin context #user_full #category.kind");
    static final EventType ENGINE = of(
            "log.engine",
            COMMON + "proxy_session_id #user_directory #user_id engine_ts process_id #engine_exe_version server_started"
                    + " #entry_type session_id #app_id #user_full");
    static final EventType SCHEDULER = of(
            "log.scheduler",
            COMMON + "#user_directory #user_id #user_full #task_name #app_name #task_id #app_id execution_id");
    static final EventType QIX_PERF = of(
            "log.qix-perf",
            "#source ts_iso ts_local #level #host #subsystem #windows_user proxy_session_id #user_directory #user_id"
                    + " engine_ts session_id #app_id #app_name #method object_id #object_type #event_activity_source"
                    + " #user_full");
    static final EventType USER = of(
            "user",
            "#messageType #host #command #user_directory #user_id #origin context message #user_full #appId #appName ua"
                    + " #uaBrowserName");
    static final EventType SESSIONS = of(
            "sense.sessions", "#host #server_name #server_description #virtual_proxy #session_host user_list sessions");
    static final EventType SESSION = of(
            "sense.session",
            "#host #server_name #server_description #virtual_proxy #session_host session_id user_directory user_id");
    static final EventType HEALTH = of("sense.health", "#host #server_name version active_docs active_docs_names");

    static final List<EventType> ALL = List.of(PROXY, ENGINE, SCHEDULER, QIX_PERF, USER, SESSIONS, SESSION, HEALTH);

    private ShippedTypes() {}

    private static EventType of(String name, String attributes) {
        List<Attribute> all = new ArrayList<>();
        for (String one : attributes.split(" ")) {
            all.add(one.startsWith("#") ? Attribute.tag(one.substring(1)) : Attribute.text(one));
        }
        return EventType.of(name, all);
    }
}

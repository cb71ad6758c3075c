package org.sosgi.config;

import java.util.Map;
import java.util.TreeMap;
import org.sosgi.api.Sink;

/** What becomes of the names of people: who gets pseudonyms, made with which key, and whether they may be in the log. */
final class PrivacyTranslation implements Translation {

    /** Stands for all attributes that name people. */
    private static final String USERS = "users";

    @Override
    public void translate(Section file, Map<Pid, Map<String, Object>> out) {
        Section privacy = file.section("sosgi.privacy");
        Map<String, Object> engine = new TreeMap<>();
        Settings.putText(engine, ".pseudonym_key", privacy, "pseudonymKey");
        if (!engine.isEmpty()) {
            out.put(Pid.of("org.sosgi.engine"), engine);
        }
        if (privacy.node("logPersonalData").isPresent()) {
            out.put(Pid.of("org.sosgi.logging"), Map.of("log_personal_data", privacy.flag("logPersonalData")));
        }
    }

    /** @param destination the section that may ask for pseudonyms */
    static void pseudonymise(Map<String, Object> sink, Section destination) {
        if (destination.flag("pseudonymiseUsers")) {
            sink.put(Sink.PSEUDONYMISE, new String[] {USERS});
        }
    }
}

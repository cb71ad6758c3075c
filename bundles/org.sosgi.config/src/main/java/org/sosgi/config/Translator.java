package org.sosgi.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Translates the file to configurations. What is switched off there has no configuration here.
 *
 * <p>Every concern is one {@link Translation}; their order is that in which configurations come into force, from the
 * destination to the source, so that the first datagram, and the first answer, find everything in
 * their place.
 */
final class Translator {

    private static final List<Translation> CONCERNS = List.of(
            new AgentTranslation(),
            new PrivacyTranslation(),
            new OwnHealthTranslation(),
            new InfluxTranslation(),
            new MqttTranslation(),
            new NewRelicTranslation(),
            new PrometheusTranslation(),
            new HistoryTranslation(),
            new TagsTranslation(),
            new ServerTagsTranslation(),
            new CountsTranslation(),
            new ProcessorsTranslation(),
            new DecodersTranslation(),
            new ClockTranslation(),
            new SenseTranslation(),
            new UdpTranslation());

    private Translator() {}

    /** @param file what stands under {@code Butler-SOS} */
    static Map<Pid, Map<String, Object>> translate(Section file) {
        Map<Pid, Map<String, Object>> out = new LinkedHashMap<>();
        CONCERNS.forEach(concern -> concern.translate(file, out));
        return out;
    }
}

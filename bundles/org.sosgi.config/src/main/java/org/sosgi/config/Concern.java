package org.sosgi.config;

import java.util.List;

/** A check of something that the schema cannot say, because it takes more than one key. One class for each concern. */
@FunctionalInterface
interface Concern {

    /**
     * What is checked beyond the schema, and needs nothing but the file; {@link HostConcern}, {@link FilesConcern} and {@link AccountsConcern}
     * need more.
     */
    List<Concern> ALL = List.of(
            new QueueConcern(),
            new PortsConcern(),
            new SourcesConcern(),
            new InfluxConcern(),
            new MqttConcern(),
            new NewRelicConcern(),
            new PrometheusConcern(),
            new HealthConcern(),
            new PrivacyConcern(),
            new UnverifiedConcern(),
            new ClearSecretsConcern(),
            new HistoryConcern(),
            new ServersConcern(),
            new ServerTagsConcern(),
            new ScheduleConcern(),
            new CountsConcern(),
            new TelemetryConcern(),
            new NoEffectConcern(),
            new InactiveConcern());

    /** The key above all others, with which every path begins. */
    String ROOT = "Butler-SOS.";

    /** @param file what stands under {@code Butler-SOS}; it may have errors, which must not be told again */
    void check(Section file, List<Problem> problems);
}

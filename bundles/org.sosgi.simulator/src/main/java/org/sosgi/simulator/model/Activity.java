package org.sosgi.simulator.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** What happens in a site, one thing after another. The same site, seed and times always give the same. One thread. */
final class Activity {

    private static final int MOST_SESSIONS = 40;
    private static final double USER_SHARE = 0.06;
    private static final double TROUBLE_SHARE = 0.10;
    private static final double TROUBLE_SHARE_BROKEN = 0.6;
    private static final double MEDIAN_MICROS = 8_000;
    private static final double SPREAD = 1.3;

    private static final List<String> METHODS = List.of(
            "GenericObject::GetLayout",
            "GenericObject::GetLayout",
            "GenericObject::GetLayout",
            "GenericObject::GetHyperCubeData",
            "GenericObject::SelectHyperCubeValues",
            "Doc::GetAppLayout",
            "Doc::CreateSessionObject",
            "Field::SelectValues",
            "Global::OpenApp");

    private final Site site;
    private final Rhythm rhythm;
    private final Troubles troubles;
    private final SplittableRandom random;
    private final List<Occurrence.Session> sessions = new ArrayList<>();
    private int requests;

    Activity(Site site, Rhythm rhythm, SplittableRandom random) {
        this.site = site;
        this.rhythm = rhythm;
        this.random = random;
        this.troubles = new Troubles(site, random.split());
    }

    /** Returns the sessions there are: with an app, if one is open in them. */
    List<Occurrence.Session> sessions() {
        return List.copyOf(sessions);
    }

    /** Returns the next thing that happens, at that time. */
    Occurrence next(Instant time) {
        if (sessions.isEmpty() || random.nextDouble() < USER_SHARE) {
            return userStep();
        }
        int index = random.nextInt(sessions.size());
        Occurrence.Session session = sessions.get(index);
        if (session.app() == null) {
            return open(index);
        }
        double trouble = rhythm.broken(time) ? TROUBLE_SHARE_BROKEN : TROUBLE_SHARE;
        return random.nextDouble() < trouble ? troubles.next(session) : call(session);
    }

    /** Sessions begin, open an app, close it, end; how many there are keeps around half of the most. */
    private Occurrence userStep() {
        if (sessions.size() < MOST_SESSIONS && random.nextInt(MOST_SESSIONS) >= sessions.size()) {
            var session = new Occurrence.Session(
                    Ids.uuid(random), Ids.uuid(random), any(site.users()), any(site.servers()), null);
            sessions.add(session);
            return new Occurrence.UserStep(session, Occurrence.Step.SESSION_START);
        }
        int index = random.nextInt(sessions.size());
        Occurrence.Session session = sessions.get(index);
        if (session.app() == null && random.nextInt(3) > 0) {
            return open(index);
        }
        if (session.app() != null) {
            sessions.set(index, withApp(session, null));
            return new Occurrence.UserStep(session, Occurrence.Step.CONNECTION_CLOSE);
        }
        sessions.remove(index);
        return new Occurrence.UserStep(session, Occurrence.Step.SESSION_STOP);
    }

    private Occurrence open(int index) {
        Occurrence.Session opened = withApp(sessions.get(index), any(site.apps()));
        sessions.set(index, opened);
        return new Occurrence.UserStep(opened, Occurrence.Step.CONNECTION_OPEN);
    }

    private Occurrence call(Occurrence.Session session) {
        // Log-normal: most calls are quick, a few take seconds.
        long micros = (long) (MEDIAN_MICROS * Math.exp(SPREAD * gaussian()));
        return new Occurrence.EngineCall(
                session,
                any(session.app().objects()),
                any(METHODS),
                ++requests,
                random.nextInt(1, 200),
                micros,
                random.nextLong(1 << 10, 1 << 22));
    }

    /** The sum of twelve even ones, less six, is near enough to normal, and one generator can do it on every Java alike. */
    private double gaussian() {
        double sum = -6;
        for (int i = 0; i < 12; i++) {
            sum += random.nextDouble();
        }
        return sum;
    }

    private static Occurrence.Session withApp(Occurrence.Session session, Site.App app) {
        return new Occurrence.Session(session.id(), session.proxySessionId(), session.user(), session.server(), app);
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}

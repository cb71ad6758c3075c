package org.sosgi.simulator.model;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * An invented Sense site: who and what there is. It does not change; what happens in it is told by {@link Activity}. The same seed
 * always makes the same site, so that dashboards keep their apps and users over a restart.
 */
public final class Site {

    public static final String DIRECTORY = "LAB";

    private static final List<String> SERVERS = List.of("sense-central", "sense-rim1", "sense-rim2");
    private static final List<String> USERS = List.of(
            "anna", "ben", "carla", "david", "elena", "frank", "goran", "hanna", "ivan", "julia", "karl", "lena",
            "mats", "nora", "oskar", "petra", "ravi", "sofia", "tom", "vera");
    private static final List<String> APPS = List.of(
            "Sales forecast",
            "Inventory analysis",
            "Budget 2026",
            "Customer churn",
            "Production quality",
            "Energy use",
            "HR headcount",
            "Supplier scorecard",
            "Marketing funnel",
            "Cash flow",
            "Service desk",
            "Fleet tracking");
    private static final List<String> OBJECT_TYPES = List.of(
            "sheet", "barchart", "linechart", "table", "pivot-table", "kpi", "filterpane", "map", "scatterplot");
    private static final List<String> BROWSERS = List.of(
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36",
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36"
                    + " Edg/126.0.2592.87",
            "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0",
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5"
                    + " Mobile/15E148 Safari/604.1");
    private static final int OBJECTS_PER_APP = 12;

    private final List<Server> servers;
    private final List<User> users;
    private final List<App> apps;

    /** @param started when its services came up, as the engine writes it */
    public record Server(String name, String processId, String engineVersion, String started) {}

    public record User(String id, String browser) {}

    /** @param task the reload task that fills it */
    public record App(String id, String name, Task task, List<AppObject> objects) {}

    public record Task(String id, String name) {}

    public record AppObject(String id, String type) {}

    public Site(long seed) {
        var random = new SplittableRandom(seed);
        servers = SERVERS.stream()
                .map(name -> new Server(name, Ids.uuid(random), "14.187.8", "20260901T081530.000+0200"))
                .toList();
        users = USERS.stream()
                .map(id -> new User(id, BROWSERS.get(random.nextInt(BROWSERS.size()))))
                .toList();
        apps = APPS.stream().map(name -> app(name, random)).toList();
    }

    private static App app(String name, SplittableRandom random) {
        List<AppObject> objects = new ArrayList<>();
        for (int i = 0; i < OBJECTS_PER_APP; i++) {
            objects.add(new AppObject(Ids.object(random), OBJECT_TYPES.get(random.nextInt(OBJECT_TYPES.size()))));
        }
        return new App(Ids.uuid(random), name, new Task(Ids.uuid(random), "Reload of " + name), List.copyOf(objects));
    }

    public List<Server> servers() {
        return servers;
    }

    /** Returns the node that schedules and distributes reloads. */
    public Server central() {
        return servers.get(0);
    }

    public List<User> users() {
        return users;
    }

    public List<App> apps() {
        return apps;
    }
}

package org.sosgi.simulator.site;

import java.time.Clock;
import org.sosgi.simulator.model.Scene;
import org.sosgi.simulator.model.Site;
import org.sosgi.simulator.model.Story;

/** What the services of a site say by themselves, as JSON texts. Called by several threads; answers at once. */
public interface Content {

    /** Returns the reply to a health check of the engine of the node with that address. */
    String health(String address);

    /** @param virtualProxy the prefix without slashes at its ends; {@code -} for the one without prefix */
    String sessions(String address, String virtualProxy);

    /** Returns the list of apps. */
    String apps(String address);

    /** Returns what an invented company's site says, whose day goes on with the clock. */
    static Content invented(long seed) {
        Clock clock = Clock.systemDefaultZone();
        var site = new Site(seed);
        var start = clock.instant().minus(InventedContent.BEFORE);
        var story = new Story(site, seed, InventedContent.RATE, clock.getZone(), start);
        return new InventedContent(site, clock, () -> {
            synchronized (story) {
                story.tellUntil(clock.instant());
                return story.scene();
            }
        });
    }

    /** Returns what a site says whose story is told elsewhere. */
    static Content of(Site site, Clock clock, java.util.function.Supplier<Scene> scene) {
        return new InventedContent(site, clock, scene);
    }

    /** Returns what always says the same: a healthy engine without apps, no sessions, no apps. */
    static Content still() {
        return new StillContent();
    }
}

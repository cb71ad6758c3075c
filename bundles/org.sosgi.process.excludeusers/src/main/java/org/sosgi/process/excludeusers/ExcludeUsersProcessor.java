package org.sosgi.process.excludeusers;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sosgi.api.Emitter;
import org.sosgi.api.Event;
import org.sosgi.api.Processor;

/** Drops user events of users on a list. Directory and id must be equal exactly, also in case. */
@Component(
        configurationPid = "org.sosgi.process.excludeusers",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = "service.ranking:Integer=900")
@Designate(ocd = ExcludeUsersProcessor.Config.class)
public final class ExcludeUsersProcessor implements Processor {

    @ObjectClassDefinition(
            name = "Processor: excluded users",
            description = "Drops the user events of users who are not to be monitored")
    @interface Config {

        @AttributeDefinition(
                name = "Users",
                description =
                        "DIRECTORY\\id of each user, in exactly the case Sense uses; the first backslash parts them")
        String[] users() default {};
    }

    private static final Logger LOG = LoggerFactory.getLogger(ExcludeUsersProcessor.class);

    private volatile Map<String, Set<String>> idsByDirectory;

    @Activate
    public ExcludeUsersProcessor(Config config) {
        this(config.users());
    }

    ExcludeUsersProcessor(String... users) {
        idsByDirectory = read(users);
    }

    /** In place: no event may pass while one list takes the place of another. */
    @Modified
    void change(Config config) {
        idsByDirectory = read(config.users());
    }

    /** An entry that is no user is skipped, with an error in the log: the others must stay excluded. */
    private static Map<String, Set<String>> read(String... users) {
        Map<String, Set<String>> idsByDirectory = new HashMap<>();
        for (int i = 0; i < users.length; i++) {
            int slash = users[i].indexOf('\\');
            if (slash < 1 || slash == users[i].length() - 1) {
                LOG.error("users[{}] is ignored: it must be DIRECTORY\\id", i);
                continue;
            }
            idsByDirectory
                    .computeIfAbsent(users[i].substring(0, slash), directory -> new HashSet<>())
                    .add(users[i].substring(slash + 1));
        }
        return idsByDirectory;
    }

    @Override
    public void process(Event in, Emitter out) {
        if (!in.type().name().equals("user") || !isExcluded(in)) {
            out.emit(in);
        }
    }

    private boolean isExcluded(Event event) {
        Set<String> ids = idsByDirectory.get(event.text("user_directory"));
        return ids != null && ids.contains(event.text("user_id"));
    }
}

package org.sosgi.config;

import java.util.List;
import org.sosgi.schedule.Schedule;

/** Schedules can be read as a whole; the original acts upon as much of them as it understands. */
final class ScheduleConcern implements Concern {

    /** The message holds the schedule and examples of good ones. */
    private static final int MAX_MESSAGE = 400;

    @Override
    public void check(Section file, List<Problem> problems) {
        check(file, "uptimeMonitor", problems);
        check(file, "heartbeat", problems);
    }

    private static void check(Section file, String section, List<Problem> problems) {
        String path = section + ".frequency";
        String text = file.text(path, null);
        if (!file.flag(section + ".enable") || text == null) {
            return;
        }
        try {
            Schedule.parse(text);
        } catch (IllegalArgumentException e) {
            boolean secret = file.node(path).orElseThrow() instanceof Node.Scalar scalar && scalar.secret();
            String told = secret ? "the value that the placeholder stands for is no schedule" : e.getMessage();
            problems.add(Problem.error(file.line(path), ROOT + path, Texts.clean(told, MAX_MESSAGE)));
        }
    }
}

package org.sosgi.api.command;

import java.io.PrintWriter;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A service behind {@code sosgi NAME …}. Only the user who runs the agent can call it, through a socket file that is theirs alone.
 */
@ConsumerType
public interface Command {

    /** Service property, text: the word after {@code sosgi}. */
    String NAME = "command.name";

    /** Exit code: done. */
    int DONE = 0;

    /** Exit code: what was asked for could not be done, or what was looked at is not well. */
    int FAILED = 1;

    /** Exit code: the words of the call are off. */
    int USAGE = 2;

    /** Returns one line: the arguments, then what the command does, parted by two blanks. */
    String usage();

    /**
     * @param arguments the words after the name
     * @param out for the answer; on request ({@code --json}) as one JSON text
     * @return the exit code
     * @throws Exception if it could not be done: its message is shown and the exit code is {@link #FAILED}
     */
    int run(List<String> arguments, PrintWriter out) throws Exception;
}

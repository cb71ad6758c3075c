package org.sosgi.api.status;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** A service that tells how some part of the agent is. Asked every few seconds, by several threads; answers at once, from memory. */
@ConsumerType
@FunctionalInterface
public interface Reporter {

    List<Report> reports();
}

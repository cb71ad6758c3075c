package org.sosgi.setup;

import java.util.Set;
import org.sosgi.setup.appender.AppenderFiles;
import org.sosgi.setup.appender.AppenderFiles.Service;
import org.sosgi.setup.appender.Destination;

/** The text that lies beside the files. */
final class Instructions {

    private Instructions() {}

    static String text(Set<Service> services, Destination destination) {
        var text = new StringBuilder();
        text.append("""
                Log appenders for Qlik Sense Enterprise on Windows
                ==================================================

                These files make the Sense services send events as UDP datagrams to %s:
                log events to port %d, user events (sessions and connections) to port %d.

                Where each goes, on EVERY Sense server that runs the service:

                """.formatted(destination.host(), destination.logPort(), destination.userPort()));
        for (Service service : services) {
            text.append("  %-32s ->  C:\\ProgramData\\Qlik\\Sense\\%s\\%s\n"
                    .formatted(service.folder() + "/" + AppenderFiles.FILE, service.folder(), AppenderFiles.FILE));
        }
        text.append("""

                The file must be called LocalLogConfig.xml. If there is one already, do not replace it: copy the
                appender and logger elements into it, inside its configuration element.

                Then
                  1. open UDP to these ports: in the firewall of the agent's machine and in what is between;
                  2. wait a minute or two: the services notice the file by themselves; if nothing comes, restart the
                     service (its System log says if it did not accept the file);
                  3. look whether events arrive: sosgi status
                """);
        if (services.contains(Service.ENGINE)) {
            text.append("""

                    For the engine's performance log also, in the QMC: Engines, the node, Logging, "QIX performance log
                    level": Debug. It can be many thousand events a second.
                    """);
        }
        return text.toString();
    }
}

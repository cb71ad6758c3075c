package org.sosgi.setup.init;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sosgi.setup.UsageException;

/**
 * The words of the call.
 *
 * @param values by option, without the dashes
 * @param yes whether nobody is to be asked
 */
public record InitOptions(Map<String, String> values, boolean yes, boolean force, boolean json) {

    public static final String HOW = """
            usage: sosgi init [OPTION…]      asks for what is not told; each option answers one question
              --sense HOSTS            Sense servers, with commas between, the central node first; or none
              --certificates DIR       client.pem, client_key.pem, root.pem as the QMC exports them; cert if not told
              --passphrase-file FILE   or --passphrase-env NAME: the passphrase of the key
              --virtual-proxies LIST   whose sessions to count; / if not told
              --sources LIST           of engine,proxy,repository,scheduler,qixperf, or none; all but qixperf if not told
              --log-port N             UDP port for log events, 9996 if not told
              --user-events on|off     on if not told
              --user-port N            UDP port for user events, 9997 if not told
              --influxdb 1|2|3|none    version of the InfluxDB to write to; none if not told
              --influxdb-host HOST     --influxdb-port N   --influxdb-tls on|off   --influxdb-ca FILE
              --database NAME          of versions 1 and 3     --org NAME --bucket NAME   of version 2
              --username NAME          of version 1, with --password-file FILE or --password-env NAME
              --token-file FILE        or --token-env NAME: the token of versions 2 and 3
              --out FILE               etc/butler-sos.yaml if not told      --force  overwrite it
              --yes                    no questions: what is not told is as usual
              --json                   the outcome as one JSON object; implies --yes""";

    private static final Set<String> KNOWN = Set.of(
            "sense",
            "certificates",
            "passphrase-file",
            "passphrase-env",
            "virtual-proxies",
            "sources",
            "log-port",
            "user-events",
            "user-port",
            "influxdb",
            "influxdb-host",
            "influxdb-port",
            "influxdb-tls",
            "influxdb-ca",
            "database",
            "org",
            "bucket",
            "username",
            "password-file",
            "password-env",
            "token-file",
            "token-env",
            "out");

    public static InitOptions parse(List<String> words) throws UsageException {
        Map<String, String> values = new HashMap<>();
        boolean yes = false;
        boolean force = false;
        boolean json = false;
        for (Iterator<String> rest = words.iterator(); rest.hasNext(); ) {
            String word = rest.next();
            switch (word) {
                case "--yes" -> yes = true;
                case "--force" -> force = true;
                case "--json" -> json = true;
                default -> {
                    int equals = word.indexOf('=');
                    String name = equals < 0 ? word : word.substring(0, equals);
                    if (!name.startsWith("--") || !KNOWN.contains(name.substring(2))) {
                        throw new UsageException("there is no option " + name);
                    }
                    if (equals < 0 && !rest.hasNext()) {
                        throw new UsageException(name + " needs a value");
                    }
                    values.put(name.substring(2), equals < 0 ? rest.next() : word.substring(equals + 1));
                }
            }
        }
        return new InitOptions(values, yes || json, force, json);
    }
}

package org.sosgi.config;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Mistakes as administrators make them, one at a time, in the template with all its sections switched on and two servers.
 *
 * <p>A row: what is wrong; the line that is changed, as the keys on the way to it; what it becomes; the line that is told,
 * if it is another; the path and a part of the text that are told. Where {@code .} stands for the path the file as a whole is
 * meant. In what a line becomes, {@code >>} and {@code <<} indent it by two blanks more and less, {@code ^} by a tab, {@code ~}
 * begins another line, {@code !} replaces also what is below, {@code -} alone leaves nothing.
 */
final class BrokenTemplateTest {

    private static final String SERVERS = """
            - server_group
          servers:
            - host: sense1.example.com:4747
              serverName: sense1
              serverDescription: Central node
              userSessions:
                enable: true
                host: sense1.example.com:4243
                virtualProxies:
                  - virtualProxy: /
              serverTags:
                server_group: DEV
              headers:
            - host: sense2.example.com:4747
              serverName: sense2
              serverDescription: Rim node
              userSessions:
                enable: false
                host: sense2.example.com:4243
                virtualProxies:
                  - virtualProxy: /finance
              serverTags:
                server_group: PROD
              headers:
                X-Key: abc
      """;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      # Basics
      level of another program | logLevel: info | logLevel: warning | | logLevel | "warning" is none of the known values; it must be one of error, warn
      level in capitals | logLevel: info | logLevel: INFO | | logLevel | must be one of error, warn, info
      level with a semicolon | logLevel: info | logLevel: info; | | logLevel | "info;" is none of the known values
      yes for true | fileLogging: true | fileLogging: yes | | fileLogging | this is text; it must be true or false
      true in quotes | fileLogging: true | fileLogging: "true" | | fileLogging | must be true or false, without quotes
      1 for true | fileLogging: true | fileLogging: 1 | | fileLogging | this is a number; it must be true or false
      no value | logDirectory: log | logDirectory: | | logDirectory | this is empty; it must be text
      path with escapes that exist | logDirectory: log | logDirectory: "C:\\temp\\new" | | logDirectory | use single quotes
      path with one that does not | logDirectory: log | logDirectory: "C:\\sosgi" | | . | use single quotes, as for Windows paths
      missing key | anonTelemetry: false | - | Butler-SOS: | anonTelemetry | this key is missing; add it, it must be true or false
      key in other letters | crashFile: | crashfile: | | crashfile | did you mean crashFile?
      file that begins otherwise | Butler-SOS: | Butler_SOS: | | .Butler_SOS | did you mean Butler-SOS?
      switch as text | systemInfo: > enable: true | enable: on | | systemInfo.enable | must be true or false
      # SOSGi's own
      unit behind a number | journal: | journal:~  maxBytes: 2GB | +1 | sosgi.journal.maxBytes | must be a whole number of 134217728 or more (bytes)
      unknown start | start: latest | start: newest | | sosgi.sinks.start | must be one of latest, earliest
      # Services
      host with scheme | configVisualisation: > host: localhost | host: http://localhost | | configVisualisation.host | must be a host name or an IPv4 address, without scheme and port
      port 0 | configVisualisation: > port: 3100 | port: 0 | | configVisualisation.port | 0 is too small; it must be a whole number from 1 to 65535
      key twice | configVisualisation: > port: 3100 | port: 3100~port: 3101 | +1 | configVisualisation.port | stands here twice
      URL without scheme | remoteURL: | remoteURL: heartbeat.example.com/ping | | heartbeat.remoteURL | must be a URL that begins with http:// or https://
      URL of another kind | remoteURL: | remoteURL: htp://heartbeat.example.com | | heartbeat.remoteURL | must be a URL that begins with http
      schedule that is none | heartbeat: > frequency: | frequency: every fortnight | | heartbeat.frequency | cannot read the schedule
      schedule as a number | heartbeat: > frequency: | frequency: 3600 | | heartbeat.frequency | must be text, in quotes
      port as text | dockerHealthCheck: > port: 12398 | port: "12398" | | dockerHealthCheck.port | must be a whole number from 1 to 65535 (a port), without quotes
      unit misspelt | uptimeMonitor: > frequency: | frequency: every 15 minuts | | uptimeMonitor.frequency | expected seconds, minutes, hours or days
      level | logLevel: verbose | logLevel: loud | | uptimeMonitor.logLevel | must be one of error, warn
      tag as a number | instanceTag: DEV | instanceTag: 1 | | uptimeMonitor.storeInInfluxdb.instanceTag | must be text, in quotes
      empty list where one is needed | categorise: > category: | !category: [] | | logEvents.categorise.rules[0].category | this list is empty; it must be a list with at least one entry
      nothing where a list is needed | static: | !static: | | uptimeMonitor.storeNewRelic.attribute.static | this is empty; it must be a list
      group instead of switch | butlerUptime: > enable: true | enable: {} | | uptimeMonitor.storeNewRelic.metric.dynamic.butlerUptime.enable | this is a group of keys; it must be true or false
      key beyond recognition | measurementName: butler_sos_errors | name: butler_sos_errors | | errorTracking.influxdb.name | measurementName is missing; did you mean that?
      list instead of group | logSummary: > enable: true | - enable: true | logSummary: | errorTracking.logSummary | this is a list; it must be a group of keys
      account number | newRelic: | newRelic:~  - {accountName: A, insertApiKey: k, accountId: 123} | +1 | thirdPartyToolsCredentials.newRelic[0].accountId | must be text, in quotes
      interval below a second | qlikSenseEvents: > writeFrequency: 20000 | writeFrequency: 20 | | qlikSenseEvents.influxdb.writeFrequency | 20 is too small; it must be a whole number from 1000
      tag without value | qlikSenseEvents: > value: dev | - | qlikSenseEvents: > - name: qs_env | qlikSenseEvents.eventCount.influxdb.tags[0].value | this key is missing; add it, it must be text
      tag as key and value | qlikSenseEvents: > - name: qs_env | !- qs_env: dev | | qlikSenseEvents.eventCount.influxdb.tags[0].qs_env | there must be name, value
      # UDP events
      user as text | excludeUser: | excludeUser:~  - LAB\\user1 | +1 | userEvents.excludeUser[0] | must be a group of keys, each written as key: value
      negative queue | userEvents: > maxSize: 1000000 | maxSize: -1 | | userEvents.udpServerConfig.messageQueue.maxSize | -1 is too small
      percent sign | userEvents: > backpressureThreshold: 80 | backpressureThreshold: 80% | | userEvents.udpServerConfig.messageQueue.backpressureThreshold | must be a whole number from 0 to 100 (percent)
      text for a list | userEvents: > allowedSources: | allowedSources: 10.1.2.3 | | userEvents.udpServerConfig.allowedSources | must be a list, each entry after a dash
      equals sign in a tag | userEvents: > tags: > tags: > - name: qs_env | - name: qs=env | | userEvents.tags[0].name | must be a name without =
      same port twice | portLogEvents: 9996 | portLogEvents: 9997 | | logEvents.udpServerConfig.portLogEvents | user events already have port 9997
      source misspelt | repository: | repositry: | | logEvents.source.repositry | did you mean repository?
      number with a fraction | logEvents: > maxMessageSize: 65507 | maxMessageSize: 65507.5 | | logEvents.udpServerConfig.maxMessageSize | must be a whole number
      # Rules and filters
      rule without filter | filter: | filters: | | logEvents.categorise.rules[0].filters | did you mean filter?
      rule without action | action: categorise | - | - description: Access denied | logEvents.categorise.rules[0].action | must be one of categorise, drop
      another action | action: categorise | action: delete | | logEvents.categorise.rules[0].action | must be one of categorise, drop
      another type | - type: sw | - type: regex | | logEvents.categorise.rules[0].filter[0].type | must be one of sw, ew, so
      level of a rule | - warn | - warning | | logEvents.categorise.rules[0].logLevel[0] | must be one of error, warn
      levels in one text | categorise: > logLevel: | !logLevel: warn, error | | logEvents.categorise.rules[0].logLevel | must be a list with at least one entry
      text with a colon | value: was denied for User | value: denied: User | | . | the value has a colon in it; put it in quotes
      all as text | allMethods: true | allMethods: all | | logEvents.enginePerformanceMonitor.monitorFilter.allApps.method.allMethods | must be true or false
      method without list | someMethodsInclude: | someMethodsInclude: Global::OpenDoc | | logEvents.enginePerformanceMonitor.monitorFilter.allApps.method.someMethodsInclude | must be a list
      app by number | - appName: Sales | - appName: 2024 | | logEvents.enginePerformanceMonitor.monitorFilter.appSpecific.app[0].include[0].appName | must be text, in quotes
      key with other letters | - appName: Sales | - appname: Sales | | logEvents.enginePerformanceMonitor.monitorFilter.appSpecific.app[0].include[0].appname | did you mean appName?
      # Certificates, destinations
      missing certificate | clientCertCA: | - | cert: | cert.clientCertCA | this key is missing; add it, it must be text
      key of another program | clientCertKey: | clientKey: cert/key.pem | | cert.clientKey | did you mean clientCertKey?
      passphrase as a number | clientCertPassphrase: | clientCertPassphrase: 1234 | | cert.clientCertPassphrase | must be text, in quotes
      broker with scheme | brokerHost: localhost | brokerHost: mqtt://localhost | | mqttConfig.brokerHost | must be a host name
      surplus key | brokerPort: 1883 | brokerPort: 1883~qualityOfService: 1 | +1 | mqttConfig.qualityOfService | there is no such key here; there are enable, brokerHost
      header as text | newRelic: > event: > header: | header: X-Key | | newRelic.event.header | must be a list
      URL with blanks | newRelic: > event: > metric: > url: | url: https://insights .example.com | | newRelic.metric.url | must be a URL
      switch left out | saturated: > enable: true | - | saturated: | newRelic.metric.dynamic.engine.saturated | this is empty; it must be a group of keys
      host of any | prometheus: > host: 127.0.0.1 | host: "*:9842" | | prometheus.host | must be a host name
      port of two | prometheus: > port: 9842 | port: 9842,9843 | | prometheus.port | must be a whole number
      version 4 | version: 1 | version: 4 | | influxdbConfig.version | must be one of 1, 2, 3
      host with port | influxdbConfig: > host: localhost | host: localhost:8086 | | influxdbConfig.host | without scheme and port
      port too large | port: 8086 | port: 70000 | | influxdbConfig.port | 70000 is too large
      batch too large | maxBatchSize: 1000 | maxBatchSize: 50000 | | influxdbConfig.maxBatchSize | from 1 to 10000
      section of the version missing | v1Config: | ! | influxdbConfig: | influxdbConfig.v1Config | this key is missing; add it, it must be a group of keys
      section of the version misspelt | v1Config: | v1config: | | influxdbConfig.v1config | did you mean v1Config?
      no database | dbName: senseops | dbName: "" | | influxdbConfig.v1Config.dbName | name what to write to
      variable that is not set | password: | password: ${env:NO_SUCH} | | influxdbConfig.v1Config.auth.password | the environment variable NO_SUCH is not set
      file that is not there | v2Config: > token: | token: ${file:/no/such/file} | | influxdbConfig.v2Config.token | the file /no/such/file cannot be read
      password with percent | password: | password: %secret | | . | begins with % means something to YAML; put it in quotes
      password with star | password: | password: *secret | | . | begins with * in quotes
      password with ampersand | password: | password: &secret | | influxdbConfig.v1Config.auth.password | begins with & in quotes
      password with exclamation mark | password: | password: !secret | | influxdbConfig.v1Config.auth.password | begins with ! in quotes
      password with hash | password: | password: #secret | | influxdbConfig.v1Config.auth.password | this is empty; it must be text
      # Sense
      host with port, too | hostIP: | hostIP: sense1.example.com:4242 | | appNames.hostIP | without scheme and port
      interval with unit | extractInterval: 60000 | extractInterval: 60s | | appNames.extractInterval | (milliseconds)
      negative interval | userSessions: > pollingInterval: 30000 | pollingInterval: -30000 | | userSessions.pollingInterval | -30000 is too small
      key gone | rejectUnauthorized: | - | serversToMonitor: | serversToMonitor.rejectUnauthorized | must be true or false
      servers without dash | servers: > - host: | host: sense1.example.com | | . | begin each entry with a dash and a blank
      server as URL | servers: > - host: | - host: https://sense1.example.com | | serversToMonitor.servers[0].host | without scheme and path
      underscore in a server's name | servers: > - host: | - host: sense_1.example.com:4747 | | serversToMonitor.servers[0].host | no underscore
      port of a server | servers: > - host: | - host: sense1.example.com:70000 | | serversToMonitor.servers[0].host | an IP address, with or without :port
      no virtual proxy | servers: > - virtualProxy: / | - | virtualProxies: | serversToMonitor.servers[0].userSessions.virtualProxies | must be a list with at least one entry
      tags missing for one server | server_group: DEV | - | serverTags: | serversToMonitor.servers[0].serverTags.server_group | this tag is missing
      tag misspelt for one server | server_group: PROD | server_grop: PROD | | serversToMonitor.servers[1].serverTags.server_grop | did you mean server_group?
      tag misspelt in the definition | - server_group | - server_grop | | serversToMonitor.serverTagsDefinition[0] | did you mean server_group?
      headers as a list | X-Key: abc | - X-Key: abc | serverName: sense2 > headers: | serversToMonitor.servers[1].headers | this is a list; it must be a group of keys
      # Form
      tab | influxdbConfig: > port: 8086 | ^port: 8086 | | . | a tab stands here; indent with blanks
      quote without end | influxdbConfig: > host: localhost | host: "localhost | | . | the quote that begins here has no end
      quote behind | influxdbConfig: > host: localhost | host: 'local'host' | | . | behind the closing quote
      no colon | influxdbConfig: > host: localhost | host localhost | | . | there is no colon behind the key
      no blank behind the colon | influxdbConfig: > host: localhost | host:localhost | | . | a blank is missing behind the colon
      no blank behind the dash | - description: Access denied | -description: Access denied | | . | begin each entry with a dash and a blank
      bracket without end | influxdbConfig: > host: localhost | host: [localhost | | . | the bracket that begins here is not closed
      line too far to the right | influxdbConfig: > port: 8086 | >>port: 8086 | | . | this line is indented more than the one before
      line too far to the left | influxdbConfig: > port: 8086 | <<port: 8086 | | . | this line is indented by 2 blanks, others of its group by 4
      key too far to the right | dockerHealthCheck: | >>dockerHealthCheck: | | heartbeat.dockerHealthCheck | this key belongs to Butler-SOS; indent it less
      key too far to the left | userEvents: > sendToInfluxdb: > enable: true | <<enable: true | | userEvents.enable | this key belongs to Butler-SOS.userEvents.sendToInfluxdb; indent it more
      value before keys | influxdbConfig: | influxdbConfig: true | | . | it can have no value
      """)
    void oneErrorForOneMistake(String name, String where, String becomes, String told, String path, String text)
            throws IOException {
        List<String> lines = new ArrayList<>(base());
        int at = find(lines, where);
        int line = told == null ? at : told.startsWith("+") ? at + Integer.parseInt(told) : find(lines, told);
        change(lines, at, becomes);
        String full = path.startsWith(".") ? path.substring(1) : "Butler-SOS." + path;
        BrokenFileTest.assertOneError(String.join("\n", lines) + "\n", line + 1, full, text);
    }

    @Test
    void theBaseIsGood() throws IOException {
        BrokenFileTest.assertGood(String.join("\n", base()));
    }

    @Test
    void whatEditorsDoToAFileIsNoMistake() throws IOException {
        String base = String.join("\n", base());
        BrokenFileTest.assertGood(base.replace("\n", "\r\n"));
        BrokenFileTest.assertGood("\ufeff" + base);
        BrokenFileTest.assertGood("---\n" + base + "\n...\n");
        BrokenFileTest.assertGood(base.replace("\n", "  \n"));
        BrokenFileTest.assertGood(base.replace("client.pem", "C:\\cert\\client.pem"));
        BrokenFileTest.assertGood(base.replace("enable: true", "enable: TRUE"));
        BrokenFileTest.assertGood(base.replace("logLevel: verbose", "logLevel: ' Verbose '"));
    }

    private static List<String> base() throws IOException {
        String all = TemplateTest.template()
                .replace("enable: false", "enable: true")
                .replace("Extract: false", "Extract: true");
        int servers = all.indexOf("      # - server_group");
        return (all.substring(0, servers) + SERVERS).lines().toList();
    }

    private static int find(List<String> lines, String where) {
        int at = -1;
        for (String step : where.split(" > ")) {
            at++;
            while (!lines.get(at).strip().startsWith(step)) {
                at++;
            }
        }
        return at;
    }

    private static void change(List<String> lines, int at, String becomes) {
        String old = lines.remove(at);
        int indent = old.length() - old.stripLeading().length();
        String change = becomes;
        if (change.startsWith("!")) {
            while (lines.get(at).isBlank()
                    || lines.get(at).length() - lines.get(at).stripLeading().length() > indent) {
                lines.remove(at);
            }
            change = change.substring(1);
        }
        if (change.startsWith(">>") || change.startsWith("<<")) {
            indent += change.startsWith(">") ? 2 : -2;
            change = change.substring(2);
        }
        String blanks = " ".repeat(indent);
        if (!change.isEmpty() && !change.equals("-")) {
            String line = blanks + change.replace("~", "\n" + blanks);
            lines.addAll(at, line.replace(" ^", "\t").lines().toList());
        }
    }
}

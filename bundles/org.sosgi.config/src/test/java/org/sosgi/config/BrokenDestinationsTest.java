package org.sosgi.config;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * One mistake in a key that the original does not know gives one error, on the line of the mistake.
 *
 * <p>A row: the key; its value; the key that is told, if it is another; a part of the text.
 */
final class BrokenDestinationsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        mqttConfig.protocolVersion                    | 4                                 |  | 4 is none of the known values; it must be one of 3.1.1, 5
        mqttConfig.protocolVersion                    | true                              |  | must be one of 3.1.1, 5
        mqttConfig.clientId                           | 7                                 |  | must be text, in quotes
        mqttConfig.qos                                | 3                                 |  | 3 is too large; it must be a whole number from 0 to 2
        mqttConfig.qos                                | "1"                               |  | must be a whole number from 0 to 2, without quotes
        mqttConfig.retain                             | yes                               |  | must be true or false
        mqttConfig.statusTopic                        | []                                |  | must be text
        mqttConfig.tls.clientKey                      | ""                                | mqttConfig.tls.clientCert | is of no use without Butler-SOS.mqttConfig.tls.clientKey
        mqttConfig.tls.clientCert                     | ""                                | mqttConfig.tls.clientKey | is of no use without Butler-SOS.mqttConfig.tls.clientCert
        mqttConfig.username                           | ""                                | mqttConfig.password | a password needs a username
        userEvents.sendToNewRelic.scrambleKey         | 12                                |  | must be text, not empty, in quotes
        userEvents.sendToNewRelic.scrambleKey         | ""                                |  | this is too short; it must be text, not empty
        newRelic.gzip                                 | on                                |  | must be true or false
        newRelic.saturated                            | text                              |  | must be one of number, boolean
        newRelic.caFile                               |                                   |  | this is empty; it must be text
        newRelic.event.url                            | "https://me:pw@no host"           |  | "https://**********@no host" is no URL for HTTP
        newRelic.metric.accounts                      | metric                            |  | must be one of own, userEvents
        newRelic.event.attribute.static[0].name       | a=b                               |  | must be a name without =
        newRelic.event.header                         | [{name: "X Y", value: z}]         | newRelic.event.header[0].name | "X Y" is no such name; it must be the name of an HTTP header
        prometheus.nodeMetricsPort                    | -1                                |  | must be a whole number from 0 to 65535 (a port; 0 = none)
        prometheus.nodeMetricsPort                    | 9842                              |  | prometheus.port already is port 9842
        prometheus.port                               | 12398                             |  | the health check already has port 12398
        prometheus.bearerToken                        | ""                                |  | must be text, not empty
        prometheus.staleAfterPolls                    | -1                                |  | -1 is too small
        prometheus.separate                           | both                              |  | must be true or false
        prometheus.seriesLimit                        | 0                                 |  | 0 is too small; it must be a whole number from 1
        prometheus.tls.keyFile                        | ""                                |  | TLS is on and needs both certFile and keyFile
        sosgi.history.enable                          | "no"                              |  | must be true or false
        sosgi.history.url                             | postgresql://u:secret@localhost/x |  | it must begin with jdbc:h2: or jdbc:postgresql:
        sosgi.history.url                             | jdbc:mysql://u:secret@localhost/x |  | it must begin with jdbc:h2: or jdbc:postgresql:
        sosgi.history.username                        | ""                                | sosgi.history.password | a password needs a username
        sosgi.history.retention                       | 30                                |  | 30 is too large; it must be a span of time such as 30d
        sosgi.history.retention                       | 30 days                           |  | "30 days" is no span of time; it must be a span of time such as 30d
        sosgi.history.maxSizeMiB                      | 15                                |  | 15 is too small; it must be 16 or more, or 0 for no limit
        sosgi.history.maxSizeMiB                      | 1g                                |  | must be a whole number from 0 to 1073741824 (MiB; 0 = no limit)
        """)
    void value(String path, String value, String other, String text) throws IOException {
        String told = other == null ? path : other;
        String broken = new YamlEdit(TemplateTest.withEveryKey()).set(path, value == null ? "" : value);
        // What is missing in TLS is told where TLS is switched on.
        String at = text.startsWith("TLS is on") ? "prometheus.tls.enable" : told;
        BrokenFileTest.assertOneError(broken, line(broken, at), "Butler-SOS." + told, text);
    }

    private static int line(String yaml, String path) {
        return new YamlEdit(yaml).line(path);
    }
}

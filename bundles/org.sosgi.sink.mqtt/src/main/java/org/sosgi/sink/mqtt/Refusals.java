package org.sosgi.sink.mqtt;

import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3ConnAckException;
import com.hivemq.client.mqtt.mqtt3.message.connect.connack.Mqtt3ConnAck;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5DisconnectException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubRecException;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAck;
import java.security.cert.CertificateException;
import java.util.concurrent.ExecutionException;
import org.sosgi.api.RequestFailedException;
import org.sosgi.http.ErrorCategory;
import org.sosgi.http.TlsFailedException;

/** What a broker, or the way there, has against us, in one line that says what to look at. */
final class Refusals {

    private static final int LONGEST = 300;
    private static final int SHORTEST_SECRET = 4;

    private Refusals() {}

    /** Returns whether the broker refused a single message: then it is no use to repeat it. */
    static boolean isRefusal(Throwable error) {
        return switch (code(error)) {
            // Those of the connection, and those that pass: quota exceeded, packet identifier in use.
            case "", "QUOTA_EXCEEDED", "PACKET_IDENTIFIER_IN_USE" -> false;
            default -> true;
        };
    }

    static boolean isNotAuthorised(Throwable error) {
        return code(error).equals("NOT_AUTHORIZED");
    }

    /** Returns the reason code of a message that the broker does not take, or an empty text. */
    static String code(Throwable error) {
        if (error instanceof Mqtt5PubAckException refused) {
            return refused.getMqttMessage().getReasonCode().name();
        }
        if (error instanceof Mqtt5PubRecException refused) {
            return refused.getMqttMessage().getReasonCode().name();
        }
        return "";
    }

    static RequestFailedException notConnected(Throwable error, Broker broker) {
        return new RequestFailedException(connecting(error, broker), broker.uri(), 0, broker.timeout(), error);
    }

    static RequestFailedException broken(Throwable error, Broker broker) {
        return new RequestFailedException(
                "the MQTT connection broke while messages were on their way: " + words(error),
                broker.uri(),
                0,
                broker.timeout(),
                error);
    }

    private static String connecting(Throwable error, Broker broker) {
        if (error instanceof Mqtt3ConnAckException refused) {
            Mqtt3ConnAck answer = refused.getMqttMessage();
            return refused(answer.getReturnCode().name(), answer.getReturnCode().getCode(), broker);
        }
        if (error instanceof Mqtt5ConnAckException refused) {
            Mqtt5ConnAck answer = refused.getMqttMessage();
            String reason = answer.getReasonString()
                    .map(text -> ": " + clean(withoutPassword(text.toString(), broker)))
                    .orElse("");
            return refused(answer.getReasonCode().name(), answer.getReasonCode().getCode(), broker) + reason;
        }
        return switch (ErrorCategory.of(error)) {
            case CONNECTION_REFUSED ->
                "connection refused: no MQTT broker listens there; check host and port, and whether it runs";
            case HOST_NOT_FOUND -> "the host name of the MQTT broker is not known: check host, and the name server";
            case TIMEOUT ->
                "no answer from the MQTT broker within " + broker.timeout().toMillis()
                        + " ms: check host and port, firewalls, and whether TLS is to be used";
            case CERTIFICATE_ERROR ->
                complainsOfUs(words(error))
                        ? "the MQTT broker does not accept our client certificate (" + words(error)
                                + "): check the client certificate and key, and that the broker knows their authority"
                        : "no TLS connection with the MQTT broker: " + tls(error, broker);
            default ->
                "the MQTT broker closed the connection before it accepted us (" + words(error)
                        + "): check whether TLS, a client certificate, or another version of MQTT is wanted";
        };
    }

    private static String tls(Throwable error, Broker broker) {
        TlsFailedException told = TlsFailedException.of(error, broker.leastTls());
        return told == null ? words(error) : told.getMessage();
    }

    /** A broker might quote it. */
    private static String withoutPassword(String text, Broker broker) {
        String password = broker.password();
        return password.length() < SHORTEST_SECRET ? text : text.replace(password, "…");
    }

    private static boolean complainsOfUs(String words) {
        return words.contains("alert: unknown_ca")
                || words.contains("alert: bad_certificate")
                || words.contains("alert: certificate_");
    }

    private static String refused(String name, int code, Broker broker) {
        String why =
                switch (name) {
                    case "BAD_USER_NAME_OR_PASSWORD" ->
                        broker.username().isEmpty()
                                ? "wants a user name and password: set username and password"
                                : "does not accept user name or password: check both";
                    case "NOT_AUTHORIZED" ->
                        broker.username().isEmpty()
                                ? "does not let us in: it may want a user name and password, or a client certificate"
                                : "does not let us in: check user name and password, and what the user may do";
                    case "UNSUPPORTED_PROTOCOL_VERSION" ->
                        "does not speak MQTT "
                                + (broker.mqtt5() ? "5: set version to 3.1.1" : "3.1.1: set version to 5");
                    case "IDENTIFIER_REJECTED", "CLIENT_IDENTIFIER_NOT_VALID" ->
                        "does not accept the client id " + clean(broker.clientId()) + ": set another client id";
                    case "SERVER_UNAVAILABLE", "SERVER_BUSY" -> "is not available now";
                    case "BANNED" -> "has banned us";
                    case "RETAIN_NOT_SUPPORTED" ->
                        "does not retain messages, as the status topic needs: set the status topic to -";
                    case "TOPIC_NAME_INVALID" -> "does not accept the status topic: set another, or -";
                    default -> "refuses the connection";
                };
        return "the MQTT broker " + why + " (return code " + code + ", " + name + ")";
    }

    /** Returns the message that says most, on one line. */
    static String words(Throwable error) {
        Throwable deepest = error;
        for (Throwable e = error; e != null; e = e.getCause()) {
            if (e instanceof Mqtt5DisconnectException closed) {
                return "the broker closed the connection: "
                        + closed.getMqttMessage().getReasonCode();
            }
            // Ours says more than what the Java runtime has below it.
            if (e instanceof CertificateException && e.getMessage() != null) {
                return clean(e.getMessage());
            }
            if (e.getMessage() != null && !(e instanceof ExecutionException)) {
                deepest = e;
            }
        }
        return clean(deepest.getMessage() == null ? deepest.getClass().getSimpleName() : deepest.getMessage());
    }

    private static String clean(String text) {
        var clean = new StringBuilder();
        text.codePoints()
                .limit(LONGEST)
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? ' ' : c)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }
}

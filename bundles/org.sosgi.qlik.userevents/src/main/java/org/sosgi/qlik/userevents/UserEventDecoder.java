package org.sosgi.qlik.userevents;

import java.util.Locale;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.sosgi.api.Attribute;
import org.sosgi.api.Datagram;
import org.sosgi.api.Decoder;
import org.sosgi.api.Emitter;
import org.sosgi.api.Event;
import org.sosgi.api.EventType;
import org.sosgi.api.MalformedDatagramException;

/**
 * Session and connection events of the proxy:
 * {@code type;host;command;user_directory;user_id;origin;context;message}. Only the message may contain semicolons.
 */
@Component(
        configurationPid = "org.sosgi.qlik.userevents",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = Decoder.ENDPOINT + "=user")
@Designate(ocd = UserEventDecoder.Config.class)
public final class UserEventDecoder implements Decoder {

    @ObjectClassDefinition(
            name = "Qlik Sense user events",
            description = "Sessions and connections of users, as the proxy tells them. On as long as it is configured.")
    @interface Config {

        @AttributeDefinition(name = "Endpoint", description = "Name of the UDP endpoint on which the events arrive")
        String decoder_endpoint() default "user";
    }

    static final EventType TYPE = EventType.of(
            "user",
            Attribute.tag("messageType"),
            Attribute.tag("host"),
            Attribute.tag("command"),
            Attribute.tag("user_directory"),
            Attribute.tag("user_id"),
            Attribute.tag("origin"),
            Attribute.text("context"),
            Attribute.text("message"),
            Attribute.tag("user_full"),
            Attribute.tag("appId"),
            Attribute.tag("appName"),
            Attribute.text("ua"),
            Attribute.tag("uaBrowserName"),
            Attribute.text("uaBrowserVersion"),
            Attribute.tag("uaBrowserMajorVersion"),
            Attribute.tag("uaOsName"),
            Attribute.tag("uaOsVersion"));

    private static final String CONNECTION = "qseow-proxy-connection";
    private static final String SESSION = "qseow-proxy-session";
    private static final String APP = "/app/";
    private static final String USER_AGENT = "UserAgent:";
    private static final int MESSAGE_LIMIT = 1000;

    private final UserAgents agents = new UserAgents();

    @Override
    public void decode(Datagram in, Emitter out) throws MalformedDatagramException {
        var line = new Line(in.text());
        String type = type(line.next());
        String host = Texts.clean(line.next(), 100);
        String command = Texts.clean(line.next(), 100);
        String directory = Texts.clean(line.next(), 100);
        String id = Texts.clean(line.next(), 100);
        String origin = Texts.clean(line.next(), 200);
        String context = Texts.clean(line.next(), 500);
        String message = Texts.clean(line.rest(), Integer.MAX_VALUE);
        String agentText = agentText(message);
        UserAgent agent = agentText.isEmpty() ? UserAgent.UNKNOWN : agents.of(agentText);
        out.emit(Event.of(
                TYPE,
                in.time(),
                type,
                host,
                command,
                directory,
                id,
                origin,
                context,
                Texts.cut(message, MESSAGE_LIMIT),
                directory.isEmpty() || id.isEmpty() ? "" : directory + '\\' + id,
                appId(context),
                null,
                orNull(agentText),
                orNull(agent.browser()),
                orNull(agent.version()),
                orNull(agent.major()),
                orNull(agent.system()),
                orNull(agent.systemVersion())));
    }

    private static String type(String field) throws MalformedDatagramException {
        if (field.equalsIgnoreCase("/qseow-proxy-connection/")) {
            return CONNECTION;
        }
        if (field.equalsIgnoreCase("/qseow-proxy-session/")) {
            return SESSION;
        }
        // The slashes may be missing or elsewhere; a third one may not be there.
        String bare = Texts.clean(Texts.without(field, '/', 2), 100).toLowerCase(Locale.ROOT);
        if (bare.equals(CONNECTION)) {
            return CONNECTION;
        }
        if (bare.equals(SESSION)) {
            return SESSION;
        }
        throw new MalformedDatagramException("the first field is neither /" + CONNECTION + "/ nor /" + SESSION + "/");
    }

    /**
     * Returns the id of the app in whose context it happened, or null: the segment after {@code /app/}, if it is a
     * UUID.
     */
    private static String appId(String context) {
        if (!context.startsWith(APP)) {
            return null;
        }
        int end = APP.length();
        while (end < context.length() && context.charAt(end) != '/' && context.charAt(end) != '?') {
            end++;
        }
        return Texts.isUuid(context, APP.length(), end) ? context.substring(APP.length(), end) : null;
    }

    /** Returns what stands between the first and the second {@code UserAgent:}, bare of quotation marks. */
    private static String agentText(String message) {
        int at = message.indexOf(USER_AGENT);
        if (at < 0) {
            return "";
        }
        int from = at + USER_AGENT.length();
        int second = message.indexOf(USER_AGENT, from);
        String text = second < 0 ? message.substring(from) : message.substring(from, second);
        // No longer than the whole message may be: what is looked at stays bounded, whoever sends it.
        return Texts.cut(Texts.without(Texts.trim(text), '\'', Integer.MAX_VALUE), MESSAGE_LIMIT);
    }

    private static String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    /** The fields of a datagram, one after the other; one that is missing is empty. */
    private static final class Line {

        private final String text;
        private int at;

        Line(String text) {
            this.text = text;
        }

        String next() {
            if (at > text.length()) {
                return "";
            }
            int semicolon = text.indexOf(';', at);
            int end = semicolon < 0 ? text.length() : semicolon;
            String field = text.substring(at, end);
            at = end + 1;
            return field;
        }

        String rest() {
            return at > text.length() ? "" : text.substring(at);
        }
    }
}

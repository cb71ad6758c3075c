package org.sosgi.sink.mqtt;

import java.util.List;
import java.util.Map;
import org.sosgi.api.Event;

/** User events: the same message on the topic of all of them and on that of its command. */
final class UserMessages implements Mapping {

    /** The name in the settings that stands for all commands. */
    static final String EVERYTHING = "everything";

    private record Member(byte[] before, String attribute) {

        static Member of(String name, String attribute) {
            return new Member(Members.before(name), attribute);
        }
    }

    /** Always there, if need be with an empty text. */
    private static final List<Member> FIRST = List.of(
            Member.of("messageType", "messageType"),
            Member.of("host", "host"),
            Member.of("command", "command"),
            Member.of("userDir", "user_directory"),
            Member.of("userId", "user_id"),
            Member.of("origin", "origin"),
            Member.of("context", "context"),
            Member.of("message", "message"));

    /** Behind the tags, and only if there is something to tell. */
    private static final List<Member> LAST = List.of(
            Member.of("appId", "appId"),
            Member.of("appName", "appName"),
            Member.of("uaBrowserName", "uaBrowserName"),
            Member.of("uaBrowserMajorVersion", "uaBrowserMajorVersion"),
            Member.of("uaOsName", "uaOsName"),
            Member.of("uaOsVersion", "uaOsVersion"));

    private final Map<String, String> topics;
    private final ByType<Tags> tags = new ByType<>(Tags::new);
    private final JsonBuffer json = new JsonBuffer();

    /** @param topics by command, and that for {@link #EVERYTHING} */
    UserMessages(Map<String, String> topics) {
        this.topics = topics;
    }

    @Override
    public void publish(Event event, Out out) {
        String all = topics.get(EVERYTHING);
        String command = event.text("command");
        String special = command.equals(EVERYTHING) ? null : topics.get(command);
        if (all == null && special == null) {
            return;
        }
        byte[] payload = payload(event);
        if (all != null) {
            out.message(all, payload);
        }
        if (special != null) {
            out.message(special, payload);
        }
    }

    private byte[] payload(Event event) {
        for (Member member : FIRST) {
            json.raw(member.before()).text(event.text(member.attribute()));
        }
        json.set(0, '{');
        json.ascii(",");
        tags.of(event.type()).write(event, json);
        for (Member member : LAST) {
            String value = event.text(member.attribute());
            if (!value.isEmpty()) {
                json.raw(member.before()).text(value);
            }
        }
        return json.ascii("}").take();
    }
}

package org.sosgi.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sosgi.api.Attribute;
import org.sosgi.api.Decoder;
import org.sosgi.api.Event;
import org.sosgi.api.EventType;
import org.sosgi.api.status.Door;

/** The component, driven as the component runtime does: constructor, references, start, references come and go, stop. */
@Timeout(60)
class UdpEndpointTest {

    private static final EventType TYPE = EventType.of("test", Attribute.text("by"));

    private static UdpEndpoint.Config config(Map<String, Object> set) {
        return (UdpEndpoint.Config) Proxy.newProxyInstance(
                UdpEndpointTest.class.getClassLoader(),
                new Class<?>[] {UdpEndpoint.Config.class},
                (proxy, method, arguments) -> set.getOrDefault(method.getName(), method.getDefaultValue()));
    }

    private static Decoder named(String name) {
        return (in, out) -> out.emit(Event.of(TYPE, in.time(), name));
    }

    private static Map<String, Object> properties(String endpoint, Object prefix, Integer ranking) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(Decoder.ENDPOINT, endpoint);
        properties.put(Decoder.PREFIX, prefix);
        properties.put("service.ranking", ranking);
        return properties;
    }

    @Test
    void findsItsDecodersByTheirProperties() throws Exception {
        var component = new UdpEndpoint(
                config(Map.of("endpoint", "log", "port", 0)), Map.of("service.pid", "org.sosgi.udp~log"));
        var intake = new FakeIntake();
        Decoder fallback = named("fallback");
        component.addDecoder(fallback, properties("log", null, null));
        component.addDecoder(named("one"), properties("log", "one;", null));
        component.addDecoder(named("several"), properties("log", new String[] {"two;", "three;"}, null));
        component.addDecoder(named("better"), properties("log", "three;", 7));
        Map<String, Object> witness = properties("log", "one;", 100);
        witness.put(Decoder.WITNESS, true);
        component.addDecoder(named("witness"), witness);
        component.addDecoder(named("stranger"), properties("user", "one;two", 100));
        component.setIntake(intake);
        component.start();
        try {
            Await.until("bound", () -> component.reports().get(0).figure("port") > 0);
            Door door = component.doors().get(0);
            assertEquals(component.reports().get(0).figure("port"), door.port());
            assertEquals(Door.Protocol.UDP, door.protocol());
            assertEquals("log events", door.purpose());
            assertEquals("org.sosgi.udp~log", door.setting());
            assertEquals(Set.of(), door.guards());
            try (var sender = new Sample.Sender((int) component.reports().get(0).figure("port"))) {
                for (String text : List.of("one;two", "two;", "THREE;x", "four")) {
                    sender.send(text);
                }
                Await.until("all there", () -> intake.count() == 4);
                component.updatedDecoder(fallback, properties("log", "four", 0));
                sender.send("four");
                sender.send("neither");
                Await.until("decoded", () -> component.reports().get(0).figure("messages_processed") == 6);
            }
        } finally {
            component.stop();
        }
        assertEquals(
                List.of("one", "several", "better", "fallback", "fallback", "witness"),
                intake.events().stream().map(e -> e.text("by")).toList());
        assertEquals(List.of(), component.doors(), "the socket is closed");
        assertEquals("log", component.endpoint());
        assertEquals(1, component.rejects().size());
        assertEquals("neither", component.rejects().get(0).text());
        assertEquals("log", component.reports().get(0).name());
        assertEquals("endpoint", component.reports().get(0).kind());
    }
}

package org.sosgi.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sosgi.api.command.Command;
import org.sosgi.api.status.Door;
import org.sosgi.api.status.Door.Guard;
import org.sosgi.api.status.Door.Protocol;

class PortsCommandTest {

    private static final String ALL = "0.0.0.0";

    private final StringWriter told = new StringWriter();

    @Test
    void theTableIsSortedAndSaysWhoMayComeIn() throws UnknownHostException {
        assertEquals(Command.DONE, run());
        List<String> lines = told.toString().lines().toList();
        assertEquals(4, lines.size());
        assertTrue(lines.get(1).matches("TCP +127\\.0\\.0\\.1 +9842 +metrics +yes +this machine +.*"), lines.get(1));
        assertTrue(lines.get(2).matches("UDP +0\\.0\\.0\\.0 +9996 +log events +no +allow list +.*"), lines.get(2));
        assertTrue(lines.get(3).matches("UDP +0\\.0\\.0\\.0 +9997 +user events +no +ANYBODY +.*"), lines.get(3));
    }

    @Test
    void asJson() throws UnknownHostException {
        assertEquals(Command.DONE, run("--json"));
        assertTrue(told.toString().contains("\"guards\":[\"ALLOW_LIST\"],\"unguarded\":false"), told.toString());
        assertTrue(told.toString().contains("\"port\":9997,\"tls\":false,\"guards\":[],\"unguarded\":true"));
    }

    @Test
    void nftablesRulesLetInWhoIsNamedAndDropTheRest() throws UnknownHostException {
        assertEquals(Command.DONE, run("--nftables", "--from", "10.1.0.0/16,fd00:1::/64"));
        String rules = told.toString();
        assertTrue(rules.contains("    ip saddr { 10.1.0.0/16 } udp dport 9996 accept comment \"log events\"\n"
                + "    ip6 saddr { fd00:1::/64 } udp dport 9996 accept comment \"log events\"\n"
                + "    udp dport 9996 drop comment \"log events\"\n"));
        assertFalse(rules.contains("9842"), "nobody gets to a loopback address from outside");
    }

    @Test
    void windowsRulesNameTheRemoteAddresses() throws UnknownHostException {
        assertEquals(Command.DONE, run("--windows", "--from", "10.1.0.0/16"));
        assertTrue(told.toString().contains("-Protocol UDP -LocalPort 9996 -RemoteAddress 10.1.0.0/16\n"));
    }

    @Test
    void whatIsNoNetworkGetsIntoNoRule() throws UnknownHostException {
        assertEquals(Command.USAGE, run("--nftables", "--from", "10.1.0.0/16; flush ruleset"));
        assertEquals(Command.USAGE, run("--windows"));
        assertFalse(told.toString().contains("dport"));
    }

    private int run(String... arguments) throws UnknownHostException {
        var doors = List.of(
                door("user events", Protocol.UDP, ALL, 9997, false, Set.of()),
                door("log events", Protocol.UDP, ALL, 9996, false, Set.of(Guard.ALLOW_LIST)),
                door("metrics", Protocol.TCP, "127.0.0.1", 9842, true, Set.of()));
        return new PortsCommand(List.of(() -> doors.subList(0, 1), () -> doors.subList(1, 3)))
                .run(List.of(arguments), new PrintWriter(told, true));
    }

    private static Door door(
            String purpose, Protocol protocol, String address, int port, boolean tls, Set<Guard> guards)
            throws UnknownHostException {
        return new Door(purpose, protocol, InetAddress.getByName(address), port, tls, guards, "a.setting");
    }
}

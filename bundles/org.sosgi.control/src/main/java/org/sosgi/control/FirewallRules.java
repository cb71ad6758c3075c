package org.sosgi.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.sosgi.api.status.Door;

/**
 * Rules for a firewall that let some networks get to the agent's doors and nobody else. They concern these doors only: what else runs on
 * the machine is left as it is.
 */
final class FirewallRules {

    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}(/\\d{1,2})?");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*(/\\d{1,3})?");

    private final List<String> ipv4 = new ArrayList<>();
    private final List<String> ipv6 = new ArrayList<>();

    private FirewallRules() {}

    /**
     * @param networks addresses or networks, IPv4 or IPv6
     * @throws IllegalArgumentException for what is neither; the message says what would be right
     */
    static FirewallRules from(List<String> networks) {
        var rules = new FirewallRules();
        for (String network : networks) {
            String text = network.strip();
            if (IPV4.matcher(text).matches()) {
                rules.ipv4.add(text);
            } else if (IPV6.matcher(text).matches()) {
                rules.ipv6.add(text);
            } else {
                throw new IllegalArgumentException(
                        "not an address or network: " + text + "; write such as 10.1.0.0/16 or fd00:1::/64");
            }
        }
        return rules;
    }

    /** Returns what {@code nft -f} takes; it replaces what an earlier call of it has made. */
    String nftables(List<Door> doors) {
        var out = new StringBuilder("""
                table inet sosgi
                delete table inet sosgi
                table inet sosgi {
                  chain input {
                    type filter hook input priority filter; policy accept;
                    iif "lo" accept
                """);
        for (Door door : doors) {
            String port = door.protocol().name().toLowerCase(Locale.ROOT) + " dport " + door.port();
            String comment = " comment \"" + plain(door.purpose()) + "\"\n";
            if (!ipv4.isEmpty()) {
                out.append("    ip saddr { " + String.join(", ", ipv4) + " } " + port + " accept" + comment);
            }
            if (!ipv6.isEmpty()) {
                out.append("    ip6 saddr { " + String.join(", ", ipv6) + " } " + port + " accept" + comment);
            }
            out.append("    " + port + " drop" + comment);
        }
        return out.append("  }\n}\n").toString();
    }

    /** Returns commands for an elevated PowerShell; Windows lets in nothing that no rule allows. */
    String windows(List<Door> doors) {
        List<String> all = new ArrayList<>(ipv4);
        all.addAll(ipv6);
        var out = new StringBuilder("Remove-NetFirewallRule -Group 'SOSGi' -ErrorAction SilentlyContinue\n");
        for (Door door : doors) {
            out.append("New-NetFirewallRule -Group 'SOSGi' -DisplayName 'SOSGi " + plain(door.purpose()) + " "
                    + door.port() + "' -Direction Inbound -Action Allow -Protocol " + door.protocol()
                    + " -LocalPort " + door.port() + " -RemoteAddress " + String.join(",", all) + "\n");
        }
        return out.toString();
    }

    private static String plain(String purpose) {
        return purpose.replaceAll("[^A-Za-z0-9 ._-]", "");
    }
}

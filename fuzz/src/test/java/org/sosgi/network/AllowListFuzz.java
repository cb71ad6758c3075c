package org.sosgi.network;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.sosgi.fuzz.Budget;

/** The list must never let in more than its entries say, as a plain reading of RFC 4291 and 4632 has it. */
class AllowListFuzz {

    private static final int PROBE = 17;

    /** The first 17 bytes are the address that knocks, the rest the entries, with commas between. */
    @FuzzTest
    @DictionaryEntries({"10.0.0.0/8", "::ffff:10.1.2.3", "fd00::/8", "/0", "/128", ",", "::", "0x7f.1", "127.1", "%eth0"
    })
    void admitsNoMoreThanItsEntriesSay(byte[] bytes) throws Exception {
        if (bytes.length < PROBE) {
            return;
        }
        byte[] address = Arrays.copyOfRange(bytes, 1, (bytes[0] & 1) == 0 ? 5 : PROBE);
        InetAddress source = InetAddress.getByAddress(address);
        List<String> entries =
                List.of(new String(bytes, PROBE, bytes.length - PROBE, StandardCharsets.UTF_8).split(",", -1));
        boolean[] admitted = new boolean[2];
        Budget.spend(() -> {
            var list = new AllowList("fuzzed door", entries, false, AllowListFuzz::nobody);
            admitted[0] = list.admits(source);
            list.resolve();
            admitted[1] = list.admits(source);
        });
        boolean wanted = entries.stream().anyMatch(entry -> Reference.contains(entry.strip(), source.getAddress()));
        if (admitted[0] && !wanted || admitted[1] && !wanted) {
            throw new AssertionError(source + " is let in by " + entries);
        }
    }

    private static InetAddress[] nobody(String name) throws UnknownHostException {
        throw new UnknownHostException("no name is known here");
    }
}

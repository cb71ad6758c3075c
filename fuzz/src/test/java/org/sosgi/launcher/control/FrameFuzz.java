package org.sosgi.launcher.control;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.sosgi.fuzz.Budget;

class FrameFuzz {

    @FuzzTest
    void frame(byte[] bytes) throws Exception {
        Budget.spend(() -> {
            Frame frame;
            try {
                frame = Frame.read(new DataInputStream(new ByteArrayInputStream(bytes)));
            } catch (IOException e) {
                return;
            }
            var again = new ByteArrayOutputStream();
            frame.write(new DataOutputStream(again));
            if (!Arrays.equals(again.toByteArray(), Arrays.copyOf(bytes, again.size()))) {
                throw new AssertionError("written other than read");
            }
            if (frame.kind() == Frame.EXIT) {
                frame.exitCode();
            } else if (frame.words().size() > frame.content().length) {
                throw new AssertionError("more words than bytes");
            }
        });
    }
}

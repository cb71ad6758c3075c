package org.sosgi.qlik.sessions;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import org.sosgi.fuzz.Budget;

class SessionsReplyFuzz {

    @FuzzTest
    @DictionaryEntries({
        "[{\"UserDirectory\":\"",
        "\",\"UserId\":\"",
        "\",\"Attributes\":[",
        "],\"SessionId\":\"",
        "}]",
        "\\u0000"
    })
    void reply(byte[] body) throws Exception {
        Budget.spend(() -> {
            try {
                SessionsReply reply = SessionsReply.of(body);
                String users = reply.userList();
                if (reply.sessions().size() > body.length
                        || users != null && users.length() > SessionsReply.LONGEST_USER_LIST) {
                    throw new AssertionError("more than was told");
                }
            } catch (IOException e) {
                // What it says when it is no reply.
            }
        });
    }
}

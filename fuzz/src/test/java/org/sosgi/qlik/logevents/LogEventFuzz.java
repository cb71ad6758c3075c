package org.sosgi.qlik.logevents;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.sosgi.fuzz.Decoding;

class LogEventFuzz {

    private static final int LONGEST_TEXT = 1000;

    @FuzzTest
    @DictionaryEntries({"/qseow-engine/;", ";;;;;;;;", "2026-09-14T10:24:51.123+0200", "9007199254740993", "\\"})
    void engine(byte[] bytes) throws Exception {
        Decoding.of(new EngineDecoder(), bytes, LONGEST_TEXT);
    }

    @FuzzTest
    @DictionaryEntries({"/qseow-proxy/;", ";;;;;;;;", "20260914T102451.123+0200", "2026-09-14 10:24:51,123", "\\"})
    void proxy(byte[] bytes) throws Exception {
        Decoding.of(new ProxyDecoder(), bytes, LONGEST_TEXT);
    }

    @FuzzTest
    @DictionaryEntries({"/qseow-repository/;", ";;;;;;;;", "20260914T102451.123+0200", "-1", "\\"})
    void repository(byte[] bytes) throws Exception {
        Decoding.of(new RepositoryDecoder(), bytes, LONGEST_TEXT);
    }

    @FuzzTest
    @DictionaryEntries({"/qseow-scheduler/;", ";;;;;;;;", "d7cf16f9-6a95-462a-9ff1-a6d413326de4", "\\", "a\\b\\c"})
    void scheduler(byte[] bytes) throws Exception {
        Decoding.of(new SchedulerDecoder(), bytes, LONGEST_TEXT);
    }

    @FuzzTest
    @DictionaryEntries({
        "/qseow-qix-perf/;",
        ";;;;;;;;",
        "1e308",
        "1e-400",
        "0.0000000000000000001",
        "-99999999999999999999"
    })
    void qixPerf(byte[] bytes) throws Exception {
        Decoding.of(new QixPerfDecoder(), bytes, LONGEST_TEXT);
    }
}

package io.arangobatch.tck.report;

import io.arangobatch.tck.TckCatalog;
import io.arangobatch.tck.TckTest;
import io.arangobatch.tck.TckUse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Results of made-up runs over two transports, one of which fails, with texts that would do harm on a careless page. */
final class Samples {

    static final String HARMFUL = "</pre><script>alert(1)</script><img src=x onerror=\"alert('2')\">&amp;\u0000";

    private static final Duration TOOK = Duration.ofMillis(12);

    private Samples() {}

    static TckTest test(String id) {
        return TckCatalog.tests().stream()
                .filter(test -> test.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    static Report both() {
        return new Report(environment(), List.of(good(), broken()));
    }

    static Report passing() {
        return new Report(environment(), List.of(good()));
    }

    static Environment environment() {
        return new Environment("1.2.3", "17.0.1 (A VM, A vendor)", "An OS 1 (amd64)", 2, 512);
    }

    static TransportResult good() {
        return result(
                new Subject("good", "com.example.Good", "4.5.6", List.of("TLS")),
                Outcome.passed(test("answer.chunked"), TckUse.BLOCKING, TOOK),
                Outcome.passed(test("answer.chunked"), TckUse.ASYNCHRONOUS, TOOK),
                Outcome.skipped(test("flow.pause-within-body"), TckUse.BLOCKING, TOOK, Status.SKIPPED, "not declared"),
                Outcome.passed(test("tls.valid-name"), TckUse.BLOCKING, TOOK));
    }

    static TransportResult broken() {
        return result(
                new Subject("broken", "com.example.Broken", "0.1", List.of()),
                Outcome.passed(test("answer.chunked"), TckUse.BLOCKING, TOOK),
                Outcome.failed(
                        test("answer.chunked"),
                        TckUse.ASYNCHRONOUS,
                        TOOK,
                        "expected: ok\ncame: " + HARMFUL,
                        new AssertionError("no")),
                Outcome.skipped(test("answer.reason-words"), TckUse.BLOCKING, TOOK, Status.WAIVED, HARMFUL));
    }

    private static TransportResult result(Subject subject, Outcome... outcomes) {
        return new TransportResult(subject, Optional.empty(), Instant.parse("2026-01-02T03:04:05Z"), List.of(outcomes));
    }
}

package io.arangobatch.tck.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextReportTest {

    @Test
    void theSummaryTellsCountsReasonsAndFailuresWithTheirHints() {
        Report report = new Report(Samples.environment(), List.of(Samples.broken()));
        assertThat(TextReport.of(report).replace(Samples.HARMFUL, "harm")).isEqualToNormalizingNewlines("""
                Arangobatch compatibility kit 1.2.3: transport broken 0.1 (com.example.Broken)
                  topic           passed  failed  skipped  waived
                  answer               1       1        0       1
                  level           passed  failed  skipped  waived
                  required             1       1        0       1
                  all             passed  failed  skipped  waived
                  runs of tests        1       1        0       1
                Waived: harm
                  answer.reason-words
                Failed: answer.chunked [asynchronous]
                  Contract: Chunks are joined, and nothing of the coding is handed on.
                  expected: ok
                  came: harm
                  Check in the transport: %s
                FAILED: broken with 1 passed, 1 failed, 1 waived
                """.formatted(
                        Samples.test("answer.chunked").check()));
    }
}

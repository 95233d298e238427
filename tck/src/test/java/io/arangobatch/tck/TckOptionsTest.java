package io.arangobatch.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TckOptionsTest {

    @Test
    void aWaiverKeepsItsReason() {
        TckOptions options = TckOptions.defaults().waive("tls.expired", "no clock");
        assertThat(options.waiver("tls.expired")).contains("no clock");
        assertThat(options.waiver("tls.self-signed")).isEmpty();
        assertThat(TckOptions.defaults().waivers()).isEmpty();
    }

    @Test
    void aTestThatDoesNotExistCannotBeWaived() {
        assertThatThrownBy(() -> TckOptions.defaults().waive("tls.expird", "typing error"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cannot waive 'tls.expird': the kit has no test of that id; docs/tck.md lists them all");
    }

    @Test
    void aWaiverNeedsAReason() {
        assertThatThrownBy(() -> TckOptions.defaults().waive("tls.expired", " "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cannot waive 'tls.expired' without a reason");
    }

    @Test
    void aTestIsWaivedOnce() {
        TckOptions options = TckOptions.defaults().waive("tls.expired", "no clock");
        assertThatThrownBy(() -> options.waive("tls.expired", "no battery"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'tls.expired' is waived twice; keep one of the two reasons");
    }

    @Test
    void timesArePositive() {
        assertThatThrownBy(() -> TckOptions.defaults().withBrief(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("brief is PT0S; it must be positive");
        assertThat(TckOptions.defaults().withPatience(Duration.ofSeconds(3)).patience())
                .hasSeconds(3);
    }

    @Test
    void theFileOfTheReportStaysWhenOtherOptionsChange() {
        Path file = Path.of("report.html");
        assertThat(TckOptions.defaults().report()).isEmpty();
        assertThat(TckOptions.defaults()
                        .withReport(file)
                        .withPatience(Duration.ofSeconds(1))
                        .waive("answer.chunked", "for a reason")
                        .report())
                .contains(file);
    }
}

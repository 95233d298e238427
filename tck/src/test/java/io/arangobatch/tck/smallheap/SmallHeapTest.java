package io.arangobatch.tck.smallheap;

import static org.assertj.core.api.Assertions.assertThat;

import io.arangobatch.spi.Endpoint;
import io.arangobatch.spi.Transport;
import io.arangobatch.spi.TransportCapability;
import io.arangobatch.spi.TransportConfig;
import io.arangobatch.spi.TransportProvider;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SmallHeapTest {

    @Test
    void aTransportThatServiceLoaderDoesNotFindThereIsAbsent() {
        Verdict verdict =
                SmallHeap.stream(new Unregistered(), new Endpoint("127.0.0.1", 1, false), 1, Duration.ofSeconds(60));

        assertThat(verdict.kind()).isEqualTo(Verdict.Kind.ABSENT);
        assertThat(verdict.words())
                .startsWith("in a JVM of its own, which has the class path of this one,"
                        + " ServiceLoader finds no transport 'unregistered'; it finds [")
                .contains("netty", "httpclient");
    }

    @Test
    void theVerdictIsFoundAmongOtherLines() {
        Verdict told = new Verdict(Verdict.Kind.BROKEN, "the exchange ended with x: y");

        assertThat(SmallHeap.verdict(0, List.of("a warning", told.line()))).isEqualTo(told);
    }

    @Test
    void aFullHeapIsToldAsSuch() {
        assertThat(SmallHeap.verdict(3, List.of("Terminating due to java.lang.OutOfMemoryError: Java heap space")))
                .isEqualTo(
                        new Verdict(
                                Verdict.Kind.BROKEN,
                                "its heap was full (it printed: Terminating due to java.lang.OutOfMemoryError: Java heap space)"));
    }

    @Test
    void aJvmThatFindsNoClassesProvesNothing() {
        assertThat(SmallHeap.verdict(1, List.of("Error: Could not find or load main class a.B"))
                        .kind())
                .isEqualTo(Verdict.Kind.ABSENT);
    }

    @Test
    void anEndWithoutAVerdictIsToldWithItsExitStatus() {
        assertThat(SmallHeap.verdict(134, List.of()))
                .isEqualTo(new Verdict(Verdict.Kind.BROKEN, "it ended with exit status 134 (it printed nothing)"));
    }

    private static final class Unregistered implements TransportProvider {

        @Override
        public String name() {
            return "unregistered";
        }

        @Override
        public Set<TransportCapability> capabilities() {
            return Set.of();
        }

        @Override
        public Transport open(TransportConfig config) {
            throw new UnsupportedOperationException();
        }
    }
}

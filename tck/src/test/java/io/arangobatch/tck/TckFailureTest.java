package io.arangobatch.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class TckFailureTest {

    private static final TckTest HEAD = TckCatalog.tests().stream()
            .filter(test -> test.id().equals("answer.head-no-body"))
            .findFirst()
            .orElseThrow();

    @Test
    void aFailureTellsThePromiseWhatCameAndWhereToLook() {
        AssertionError broken = new AssertionError("[bytes of the body] expected: 0 but was: 5");
        assertThat(new TckFailure(HEAD, TckUse.BLOCKING, broken))
                .hasMessage("""
                        answer.head-no-body failed in blocking use
                        Contract: An answer to HEAD has no body, whatever its Content-Length says.
                        [bytes of the body] expected: 0 but was: 5
                        Check in the transport: Whether the parser knows that the request was a HEAD.""")
                .hasCause(broken);
    }

    @Test
    void anExceptionOfTheTransportIsNamedWithItsType() {
        assertThat(new TckFailure(HEAD, TckUse.ASYNCHRONOUS, new IOException("no more")))
                .hasMessageContaining("failed in asynchronous use\n")
                .hasMessageContaining("\nCame: java.io.IOException: no more\n");
    }
}

package io.arangobatch.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.arangobatch.BatchCommitException;
import io.arangobatch.CommitOutcome;
import io.arangobatch.RetryPolicy;
import io.arangobatch.internal.exchange.Retrying;
import io.arangobatch.internal.plan.Plan;
import io.arangobatch.request.Server;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AttemptsTest {

    @Test
    void aFaultOnTheWayLeavesNothingToBeSentTwice() throws IOException {
        Lane lane = new Lane(new Plan(1 << 20, 1, false, new ObjectMapper()), false);
        lane.plan().add(Server.version());
        IllegalStateException fault = new IllegalStateException("a fault");
        Attempts attempts = new Attempts(
                List.of(lane),
                (batch, from, handler) -> {
                    throw fault;
                },
                true);

        attempts.start(new Retrying(RetryPolicy.none()));

        Optional<BatchCommitException> failure = attempts.end().join();
        assertThat(failure).get().satisfies(broken -> {
            assertThat(broken.outcome()).isEqualTo(CommitOutcome.UNKNOWN);
            assertThat(broken)
                    .hasMessage(
                            "the commit broke, and its requests may have run: java.lang.IllegalStateException: a fault")
                    .hasCause(fault);
        });
        assertThat(lane.isSettled()).isTrue();
    }
}

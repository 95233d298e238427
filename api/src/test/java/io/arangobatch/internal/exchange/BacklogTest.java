package io.arangobatch.internal.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.arangobatch.spi.ResponseFlow;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BacklogTest {

    private final List<String> told = new ArrayList<>();
    private final Backlog backlog = new Backlog(100);

    @Test
    void anAnswerIsHeldBackWhenTooMuchWaitsAndGoesOnWhenHalfOfItWasTaken() {
        backlog.arriving("lane", flow("a"));
        backlog.add(60);
        backlog.add(40);
        assertThat(told).isEmpty();
        backlog.add(1);
        backlog.add(500);
        assertThat(told).containsExactly("pause a");
        backlog.remove(550);
        assertThat(told).containsExactly("pause a");
        backlog.remove(1);
        assertThat(told).containsExactly("pause a", "resume a");
    }

    @Test
    void oneLargePieceIsTakenInAndHoldsBackWhatFollows() {
        backlog.arriving("lane", flow("a"));
        backlog.add(1_000);
        backlog.remove(1_000);
        assertThat(told).containsExactly("pause a", "resume a");
    }

    @Test
    void theNextAnswerOfASourceTakesThePlaceOfTheOneBefore() {
        backlog.arriving("lane", flow("a"));
        backlog.add(101);
        backlog.arriving("lane", flow("b"));
        backlog.remove(101);
        assertThat(told).containsExactly("pause a", "pause b", "resume b");
    }

    @Test
    void theAnswersOfAllSourcesAreHeldBack() {
        backlog.arriving("lane", flow("a"));
        backlog.arriving("other", flow("b"));
        backlog.add(101);
        backlog.remove(101);
        assertThat(told).containsExactlyInAnyOrder("pause a", "pause b", "resume a", "resume b");
    }

    @Test
    void whatWasTakenWhileTheFlowWasToldIsNotForgotten() {
        backlog.arriving("lane", new ResponseFlow() {
            @Override
            public void pause() {
                told.add("pause");
                backlog.remove(101);
            }

            @Override
            public void resume() {
                told.add("resume");
            }
        });
        backlog.add(101);
        assertThat(told).containsExactly("pause", "resume");
    }

    private ResponseFlow flow(String name) {
        return new ResponseFlow() {
            @Override
            public void pause() {
                told.add("pause " + name);
            }

            @Override
            public void resume() {
                told.add("resume " + name);
            }
        };
    }
}

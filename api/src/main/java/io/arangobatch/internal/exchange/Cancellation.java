package io.arangobatch.internal.exchange;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/** A {@link CompletableFuture} does not pass cancellation on to what it waits for; this does. */
public final class Cancellation {

    private Cancellation() {}

    /**
     * Cancels a step when what it is a step of is cancelled.
     *
     * @param whole what somebody may cancel
     * @param step what it waits for
     */
    public static void passOn(CompletableFuture<?> whole, Future<?> step) {
        whole.whenComplete((value, failure) -> {
            if (whole.isCancelled()) {
                step.cancel(true);
            }
        });
    }
}

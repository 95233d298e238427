package io.arangobatch.internal.carrier;

import java.util.concurrent.CompletableFuture;

/**
 * A commit under way.
 *
 * @param delivery what came of it; never fails
 * @param abort ends it; the delivery is then there, with a failure unless it had ended before
 */
public record Carriage(CompletableFuture<Delivery> delivery, Runnable abort) {}

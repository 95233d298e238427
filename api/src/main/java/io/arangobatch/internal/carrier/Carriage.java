package io.arangobatch.internal.carrier;

import java.util.concurrent.CompletableFuture;

/**
 * A commit under way.
 *
 * @param delivery what came of it; never fails
 * @param abort ends it, from whatever thread; the delivery is there then or in a moment, with a failure unless it had ended before
 */
public record Carriage(CompletableFuture<Delivery> delivery, Runnable abort) {}

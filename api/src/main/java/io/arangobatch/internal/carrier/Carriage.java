package io.arangobatch.internal.carrier;

import java.util.concurrent.CompletableFuture;

/**
 * A commit under way.
 *
 * @param receipt what came of it, or a {@link io.arangobatch.BatchCommitException}
 * @param abort ends the call; the receipt has then failed, unless it had ended before
 */
public record Carriage(CompletableFuture<Receipt> receipt, Runnable abort) {}

package io.arangobatch.internal.exchange;

import java.util.function.IntFunction;

/**
 * Calls that go out in order.
 *
 * @param from the position of the first
 * @param to the position after the last
 * @param call makes the call at a position, when it is its turn
 * @param deadline when all must be over
 */
public record OrderedCalls(int from, int to, IntFunction<Call> call, Deadline deadline) {}

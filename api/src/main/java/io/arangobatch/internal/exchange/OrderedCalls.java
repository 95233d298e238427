package io.arangobatch.internal.exchange;

import java.time.Duration;
import java.util.function.IntFunction;

/**
 * Calls that go out in order.
 *
 * @param from the position of the first
 * @param to the position after the last
 * @param call makes the call at a position, when it is its turn
 * @param timeout how long all may take together; zero for no limit
 */
public record OrderedCalls(int from, int to, IntFunction<Call> call, Duration timeout) {}

package io.arangobatch.tck.benchmark.client;

import io.arangobatch.tck.benchmark.Target;
import io.arangobatch.tck.benchmark.load.Load;
import org.jspecify.annotations.Nullable;

/**
 * What a client is asked to do, a line of JSON on its standard input.
 *
 * @param action what
 * @param target where, for {@link Action#OPEN}
 * @param load how much, for {@link Action#OPEN}
 * @param millis how long, for {@link Action#ROUND}; how much processor time, for {@link Action#WARM_UP}
 */
public record Request(
        Action action, @Nullable Target target, @Nullable Load load, long millis) {

    /** What a client can do. */
    public enum Action {
        /** Connects. */
        OPEN,
        /** Sends batches until the JVM has compiled what matters. */
        WARM_UP,
        /** Sends batches for a while and measures them. */
        ROUND,
        /** Weighs one batch in memory. */
        WEIGH
    }

    public static Request open(Target target, Load load) {
        return new Request(Action.OPEN, target, load, 0);
    }

    public static Request warmUp(long cpuMillis) {
        return new Request(Action.WARM_UP, null, null, cpuMillis);
    }

    public static Request round(long millis) {
        return new Request(Action.ROUND, null, null, millis);
    }

    public static Request weigh() {
        return new Request(Action.WEIGH, null, null, 0);
    }
}

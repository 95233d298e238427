package io.arangobatch.internal.exchange;

import io.arangobatch.LoadBalancing;
import io.arangobatch.spi.Endpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The servers of a connection: which are known, which of them rest after a failure, and whose turn it is. Thread-safe; nothing here waits. */
public final class Endpoints {

    static final Duration FIRST_REST = Duration.ofSeconds(1);
    static final Duration LONGEST_REST = Duration.ofMinutes(1);

    private final List<Endpoint> configured;
    private final LoadBalancing balancing;
    private final LongSupplier nanoTime;
    private final IntUnaryOperator chance;
    private final Map<Endpoint, Rest> rests = new ConcurrentHashMap<>();
    private final AtomicInteger turn = new AtomicInteger();
    private volatile List<Endpoint> balanced;
    private volatile Endpoint latest;

    /**
     * Takes the servers.
     *
     * @param configured at least one
     * @param balancing whose turn it is
     * @param nanoTime the time, as {@link System#nanoTime()} gives it
     */
    public Endpoints(List<Endpoint> configured, LoadBalancing balancing, LongSupplier nanoTime) {
        this(
                configured,
                balancing,
                nanoTime,
                bound -> ThreadLocalRandom.current().nextInt(bound));
    }

    Endpoints(List<Endpoint> configured, LoadBalancing balancing, LongSupplier nanoTime, IntUnaryOperator chance) {
        this.configured = List.copyOf(configured);
        this.balancing = balancing;
        this.nanoTime = nanoTime;
        this.chance = chance;
        this.balanced = this.configured;
        this.latest = this.configured.get(0);
    }

    /**
     * A server and how often in a row it had failed when it was chosen, by which failures at the same time are told from a new one.
     *
     * @param endpoint the server
     * @param failures how often it had failed
     */
    record Choice(Endpoint endpoint, int failures) {}

    /** What follows failures: until when the server is left alone, while there are others. */
    private record Rest(int failures, long until) {

        static Rest after(int failures, long now) {
            return new Rest(failures, now + length(failures));
        }

        private static long length(int failures) {
            // The exponent is bounded so that the shift cannot overflow.
            return Math.min(FIRST_REST.toNanos() << Math.min(failures - 1, 10), LONGEST_REST.toNanos());
        }

        boolean isOver(long now) {
            return now - until >= 0;
        }
    }

    /**
     * Spreads the calls over other servers from now on. Those of the configuration stay known: when all others fail, they are asked.
     *
     * @param found the servers; none leaves only those of the configuration
     */
    void balanceOver(List<Endpoint> found) {
        List<Endpoint> changed = found.isEmpty() ? configured : List.copyOf(found);
        balanced = changed;
        rests.keySet().removeIf(endpoint -> !changed.contains(endpoint) && !configured.contains(endpoint));
    }

    /** Whether there is a server for a call to go to from another. */
    boolean areSeveral() {
        return configured.size() > 1 || !balanced.equals(configured);
    }

    /**
     * Returns the server that is in use, without taking a turn: where the next call goes if nothing is balanced, else where the latest went.
     *
     * @return one of the servers
     */
    public Endpoint current() {
        Endpoint inUse = balancing == LoadBalancing.NONE ? awake(balanced, List.of()) : null;
        return inUse == null ? latest : inUse;
    }

    /** A given server, as it stands now. */
    Choice at(Endpoint endpoint) {
        Rest rest = rests.get(endpoint);
        return new Choice(endpoint, rest == null ? 0 : rest.failures());
    }

    /**
     * Chooses the server for a call: one that does not rest, else the one whose rest ends first.
     *
     * @param tried the servers that the call has been to, in order
     * @return the server, or empty if the call has been to all of them
     */
    Optional<Choice> choose(List<Endpoint> tried) {
        List<Endpoint> servers = balanced;
        while (true) {
            Endpoint next = awake(servers, tried);
            if (next == null) {
                next = soonestAwake(servers, tried);
                return Optional.ofNullable(next).map(this::take);
            }
            if (claim(next)) {
                return Optional.of(take(next));
            }
        }
    }

    private Choice take(Endpoint endpoint) {
        latest = endpoint;
        return at(endpoint);
    }

    private @Nullable Endpoint awake(List<Endpoint> servers, List<Endpoint> tried) {
        long now = nanoTime.getAsLong();
        Endpoint inUse = latest;
        if (balancing == LoadBalancing.NONE && mayStay(inUse, servers, tried, now)) {
            return inUse;
        }
        List<Endpoint> candidates = new ArrayList<>(servers.size());
        for (Endpoint server : servers) {
            if (!tried.contains(server) && isAwake(server, now)) {
                candidates.add(server);
            }
        }
        if (!candidates.isEmpty()) {
            return pick(candidates, servers, tried);
        }
        for (Endpoint server : configured) {
            if (!tried.contains(server) && isAwake(server, now)) {
                return server;
            }
        }
        return null;
    }

    private boolean isAwake(Endpoint server, long now) {
        Rest rest = rests.get(server);
        return rest == null || rest.isOver(now);
    }

    private Endpoint pick(List<Endpoint> candidates, List<Endpoint> servers, List<Endpoint> tried) {
        return switch (balancing) {
            case NONE -> after(latest, candidates, servers);
            // A call that goes on to another server takes no further turn, or some servers would get more calls than
            // others.
            case ROUND_ROBIN ->
                tried.isEmpty()
                        ? candidates.get(Math.floorMod(turn.getAndIncrement(), candidates.size()))
                        : after(tried.get(tried.size() - 1), candidates, servers);
            case RANDOM -> candidates.get(chance.applyAsInt(candidates.size()));
        };
    }

    private boolean mayStay(Endpoint inUse, List<Endpoint> servers, List<Endpoint> tried, long now) {
        return (servers.contains(inUse) || configured.contains(inUse)) && !tried.contains(inUse) && isAwake(inUse, now);
    }

    /** The next server in the list, as in a circle. */
    private static Endpoint after(Endpoint last, List<Endpoint> candidates, List<Endpoint> servers) {
        int from = servers.indexOf(last) + 1;
        for (int i = 0; i < servers.size(); i++) {
            Endpoint server = servers.get((from + i) % servers.size());
            if (candidates.contains(server)) {
                return server;
            }
        }
        return candidates.get(0);
    }

    /**
     * After its rest a server gets one call to prove itself, and the others go on to leave it alone until that has ended: many calls at once would all wait
     * for a host that is still gone.
     */
    private boolean claim(Endpoint endpoint) {
        Rest rest = rests.get(endpoint);
        return rest == null || rests.replace(endpoint, rest, Rest.after(rest.failures(), nanoTime.getAsLong()));
    }

    private @Nullable Endpoint soonestAwake(List<Endpoint> servers, List<Endpoint> tried) {
        long now = nanoTime.getAsLong();
        List<Endpoint> left = new ArrayList<>(servers);
        left.addAll(configured);
        left.removeAll(tried);
        return left.stream()
                .min(Comparator.comparingLong(server -> {
                    Rest rest = rests.get(server);
                    return rest == null ? 0 : rest.until() - now;
                }))
                .orElse(null);
    }

    /** Tells that a server could not be reached or refused to work. Calls that were under way together count once. */
    void failed(Choice choice) {
        rests.compute(choice.endpoint(), (endpoint, rest) -> {
            int counted = rest == null ? 0 : rest.failures();
            return counted == choice.failures() ? Rest.after(counted + 1, nanoTime.getAsLong()) : rest;
        });
    }

    /** Tells that a server does its work. */
    void answered(Endpoint endpoint) {
        if (!rests.isEmpty()) {
            rests.remove(endpoint);
        }
    }
}

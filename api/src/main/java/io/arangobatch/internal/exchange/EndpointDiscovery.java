package io.arangobatch.internal.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.arangobatch.internal.text.PercentEncoding;
import io.arangobatch.internal.text.Shown;
import io.arangobatch.spi.Endpoint;
import io.arangobatch.spi.RequestBody;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks a coordinator for all coordinators: before the first call, which waits for the answer, and then once in a while beside the calls. Whatever goes wrong here, the
 * servers that are known stay, so that no call fails because of it. Thread-safe.
 */
public final class EndpointDiscovery {

    static final Duration INTERVAL = Duration.ofMinutes(1);

    /** A list that takes longer holds the first call up for nothing. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int OK = 200;

    private final Exchanger exchanger;
    private final boolean tls;
    private final Call question;
    private final LongSupplier nanoTime;
    private final System.Logger logger;
    private final AtomicReference<@Nullable CompletableFuture<Void>> first = new AtomicReference<>();
    private final AtomicLong due = new AtomicLong();
    private volatile String lastComplaint = "";

    /**
     * Prepares to ask.
     *
     * @param exchanger sends the question with credentials, and has the servers
     * @param database the database that the user may enter
     * @param tls whether the servers are to be reached with TLS
     */
    public EndpointDiscovery(Exchanger exchanger, String database, boolean tls) {
        this(exchanger, database, tls, System::nanoTime, System.getLogger("io.arangobatch.endpoints"));
    }

    EndpointDiscovery(Exchanger exchanger, String database, boolean tls, LongSupplier nanoTime, System.Logger logger) {
        this.exchanger = exchanger;
        this.tls = tls;
        this.question = new Call(
                "GET",
                "/_db/" + PercentEncoding.encode(database) + "/_api/cluster/endpoints",
                List.of(),
                RequestBody.empty(),
                PATIENCE,
                Optional.empty());
        this.nanoTime = nanoTime;
        this.logger = logger;
    }

    /**
     * Sees to it that the servers are known. To be called before each call.
     *
     * @return completes, never with a failure, when the call may choose its server
     */
    CompletableFuture<Void> beforeCall() {
        CompletableFuture<Void> begun = first.get();
        if (begun == null) {
            CompletableFuture<Void> mine = new CompletableFuture<>();
            begun = first.compareAndExchange(null, mine);
            if (begun == null) {
                begun = mine;
                due.set(nanoTime.getAsLong() + INTERVAL.toNanos());
                ask().whenComplete((nothing, failure) -> mine.complete(null));
            }
        } else if (begun.isDone()) {
            askIfDue();
        }
        // A copy, for who cancels one call does not cancel the question of all.
        return begun.isDone() ? begun : begun.copy();
    }

    private void askIfDue() {
        long at = due.get();
        long now = nanoTime.getAsLong();
        if (now - at >= 0 && due.compareAndSet(at, now + INTERVAL.toNanos())) {
            ask();
        }
    }

    private CompletableFuture<Void> ask() {
        Answer answer = new Answer();
        return exchanger
                .send(question, answer)
                .thenAccept(nothing -> learn(answer))
                .exceptionally(failure -> {
                    Throwable cause = failure instanceof CompletionException && failure.getCause() != null
                            ? failure.getCause()
                            : failure;
                    complain("cannot ask for further servers: " + cause.getMessage());
                    return null;
                });
    }

    private void learn(Answer answer) {
        if (answer.head().status() != OK) {
            complain(answer.origin() + " tells of no further servers, so option discoverEndpoints has no effect: "
                    + question + " was answered with HTTP " + answer.head().status() + " " + excerpt(answer));
            return;
        }
        List<String> left = new ArrayList<>();
        List<Endpoint> usable = usable(answer, left);
        if (usable.isEmpty()) {
            complain("none of the servers that " + answer.origin() + " tells of can be used"
                    + (tls ? " with" : " without") + " TLS, as the connection is configured: " + left);
        } else {
            exchanger.endpoints().balanceOver(usable);
        }
    }

    /**
     * A connection with TLS is not led to where its credentials would go unencrypted, and one without has nothing set up to trust a certificate with: as in a configuration,
     * either all servers are reached with TLS or none.
     */
    private List<Endpoint> usable(Answer answer, List<String> left) {
        List<Endpoint> usable = new ArrayList<>();
        for (JsonNode entry : read(answer).path("endpoints")) {
            String url = entry.path("endpoint").asText();
            Optional<Endpoint> endpoint =
                    io.arangobatch.internal.config.Endpoints.ofUrl(url).filter(found -> found.tls() == tls);
            if (endpoint.isPresent() && !usable.contains(endpoint.get())) {
                usable.add(endpoint.get());
            } else if (endpoint.isEmpty()) {
                left.add(Shown.of(url));
            }
        }
        return usable;
    }

    private static JsonNode read(Answer answer) {
        try {
            return Objects.requireNonNullElse(MAPPER.readTree(answer.body()), MAPPER.nullNode());
        } catch (IOException e) {
            // Told as a list of which nothing can be used.
            return MAPPER.nullNode();
        }
    }

    private static String excerpt(Answer answer) {
        return Shown.of(read(answer).path("errorMessage").asText(answer.head().reason()));
    }

    /** Once, and not each minute, as long as it stays the same. */
    private void complain(String what) {
        if (!what.equals(lastComplaint)) {
            lastComplaint = what;
            logger.log(System.Logger.Level.WARNING, what);
        }
    }
}

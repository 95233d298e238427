package io.arangobatch.internal.carrier;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.arangobatch.ArangoException;
import io.arangobatch.ArangoServerException;
import io.arangobatch.BatchCarrier;
import io.arangobatch.ConnectionMetadata;
import io.arangobatch.internal.exchange.Answer;
import io.arangobatch.internal.exchange.Call;
import io.arangobatch.internal.exchange.Exchanger;
import io.arangobatch.internal.response.ServerResponse;
import io.arangobatch.internal.text.PercentEncoding;
import io.arangobatch.request.Server;
import io.arangobatch.spi.Endpoint;
import io.arangobatch.spi.RequestBody;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Which carrier each server gets. A server is asked for its version when it is first needed; the answer is remembered for a while, corrected when the batch
 * endpoint is not there after all, and forgotten when the server breaks off, for then another version may come back. Thread-safe.
 */
public final class CarrierChoices {

    /** After this time a server is asked again: it may have been exchanged without anybody noticing. */
    private static final Duration VALID = Duration.ofMinutes(5);

    private record Remembered(ConnectionMetadata metadata, long since) {}

    private final Exchanger exchanger;
    private final BatchCarrier wanted;
    private final String question;
    private final Duration timeout;
    private final ObjectMapper mapper;
    private final LongSupplier nanoTime;
    private final Map<Endpoint, Remembered> remembered = new ConcurrentHashMap<>();

    /**
     * Knows nothing yet.
     *
     * @param exchanger asks the servers
     * @param wanted what the configuration asks for
     * @param database the database of the connection
     * @param timeout how long asking may take, unless it is told otherwise; zero for no limit
     * @param mapper reads the answers
     * @param nanoTime the clock
     */
    public CarrierChoices(
            Exchanger exchanger,
            BatchCarrier wanted,
            String database,
            Duration timeout,
            ObjectMapper mapper,
            LongSupplier nanoTime) {
        this.exchanger = exchanger;
        this.wanted = wanted;
        this.question =
                "/_db/" + PercentEncoding.encode(database) + Server.version().target();
        this.timeout = timeout;
        this.mapper = mapper;
        this.nanoTime = nanoTime;
    }

    /**
     * Returns what is known of the server that the next commit goes to, its version included, and asks it where that is not.
     *
     * @return the choice, perhaps later; fails if the server cannot be asked
     */
    public CompletableFuture<ConnectionMetadata> current() {
        return current(timeout);
    }

    /** Does the same within another time. */
    CompletableFuture<ConnectionMetadata> current(Duration within) {
        return known().filter(choice -> choice.serverVersion().isPresent())
                .map(CompletableFuture::completedFuture)
                .orElseGet(() -> ask(within));
    }

    /**
     * Returns how large a call to the server in use may be.
     *
     * @param wish what the configuration allows
     * @return that, or less for a server that is known to take less
     */
    public long largestCall(long wish) {
        boolean limited = known().flatMap(ConnectionMetadata::serverVersion)
                .filter(BatchEndpoint::isLimited)
                .isPresent();
        return limited ? Math.min(wish, BatchEndpoint.FORMER_LIMIT) : wish;
    }

    /** What is known without asking. */
    Optional<ConnectionMetadata> known() {
        return known(exchanger.endpoints().current());
    }

    private Optional<ConnectionMetadata> known(Endpoint endpoint) {
        return Optional.ofNullable(remembered.get(endpoint))
                .filter(known -> nanoTime.getAsLong() - known.since() < VALID.toNanos())
                .map(Remembered::metadata);
    }

    /** The choice for a batch so small that it may as well find out by itself whether it is taken. */
    ConnectionMetadata attempt() {
        return new ConnectionMetadata(
                exchanger.endpoints().current(),
                Optional.empty(),
                BatchCarrier.MULTIPART,
                "the server has answered a batch");
    }

    /**
     * Learns that a server has answered as was thought.
     *
     * @param choice what was thought
     * @param origin who answered, which may be another server than was thought of
     */
    void confirm(ConnectionMetadata choice, Endpoint origin) {
        if (known(origin).isEmpty()) {
            Optional<String> version = origin.equals(choice.endpoint()) ? choice.serverVersion() : Optional.empty();
            remember(new ConnectionMetadata(origin, version, choice.carrier(), choice.reason()));
        }
    }

    private CompletableFuture<ConnectionMetadata> ask(Duration within) {
        Answer answer = new Answer();
        Call call = new Call("GET", question, List.of(), RequestBody.empty(), within, Optional.empty());
        CompletableFuture<Void> sent = exchanger.send(call, answer);
        CompletableFuture<ConnectionMetadata> asked = sent.thenApply(nothing -> learned(answer));
        asked.whenComplete((choice, failure) -> sent.cancel(true));
        return asked;
    }

    private ConnectionMetadata learned(Answer answer) {
        Optional<String> version = version(answer);
        Endpoint endpoint = answer.origin();
        // What a server did counts for more than what its version promises.
        ConnectionMetadata choice = known(endpoint)
                .map(known -> new ConnectionMetadata(endpoint, version, known.carrier(), known.reason()))
                .orElseGet(() -> new ConnectionMetadata(endpoint, version, carrier(version), reason(answer, version)));
        if (version.isPresent()) {
            remember(choice);
        }
        return choice;
    }

    private void remember(ConnectionMetadata choice) {
        remembered.put(choice.endpoint(), new Remembered(choice, nanoTime.getAsLong()));
    }

    private Optional<String> version(Answer answer) {
        try {
            ServerResponse response = ServerResponse.ofRefusal("GET " + question, answer.head(), answer.body(), mapper);
            return Optional.of(Server.version().decoder().decode(response).version())
                    .filter(BatchEndpoint::knows);
        } catch (ArangoException noVersion) {
            // Whatever is wrong here is wrong with the commit too, which says it better.
            return Optional.empty();
        }
    }

    private BatchCarrier carrier(Optional<String> version) {
        if (wanted != BatchCarrier.AUTO) {
            return wanted;
        }
        return version.map(BatchEndpoint::isIn).orElse(true) ? BatchCarrier.MULTIPART : BatchCarrier.PIPELINE;
    }

    private String reason(Answer answer, Optional<String> version) {
        if (wanted != BatchCarrier.AUTO) {
            return "the option carrier asks for it";
        }
        return version.map(known ->
                        "ArangoDB " + known + (BatchEndpoint.isIn(known) ? " has" : " has no") + " /_api/batch")
                .orElseGet(() -> "the server does not tell its version (HTTP "
                        + answer.head().status() + "), so /_api/batch is tried first");
    }

    /**
     * Learns that a server has no batch endpoint, whatever its version promises: it may have another one by now.
     *
     * @param origin the server
     * @param refusal what it said
     * @return the better choice
     */
    ConnectionMetadata withoutEndpoint(Endpoint origin, ArangoServerException refusal) {
        ConnectionMetadata better = new ConnectionMetadata(
                origin,
                Optional.empty(),
                BatchCarrier.PIPELINE,
                "the server has no /_api/batch: it answered HTTP " + refusal.status() + ", errorNum "
                        + refusal.errorNum());
        remember(better);
        return better;
    }

    /** A connection to that server broke: it may come back as another version. */
    void forget(Endpoint origin) {
        remembered.remove(origin);
    }
}

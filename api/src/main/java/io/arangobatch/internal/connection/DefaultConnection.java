package io.arangobatch.internal.connection;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.arangobatch.BatchOptions;
import io.arangobatch.BatchResult;
import io.arangobatch.BatchSession;
import io.arangobatch.Connection;
import io.arangobatch.ConnectionConfig;
import io.arangobatch.ConnectionMetadata;
import io.arangobatch.ConnectionStateException;
import io.arangobatch.ExecutionContext;
import io.arangobatch.internal.buffer.SpillFolder;
import io.arangobatch.internal.carrier.AutoCarrier;
import io.arangobatch.internal.carrier.Carrier;
import io.arangobatch.internal.carrier.CarrierChoices;
import io.arangobatch.internal.carrier.MultipartCarrier;
import io.arangobatch.internal.carrier.PipelineCarrier;
import io.arangobatch.internal.exchange.Exchanger;
import io.arangobatch.internal.exchange.Retrying;
import io.arangobatch.internal.exchange.Waiting;
import io.arangobatch.internal.session.DefaultBatchSession;
import io.arangobatch.internal.session.SessionHost;
import io.arangobatch.internal.transport.OpenedTransport;
import io.arangobatch.request.ArangoRequest;
import io.arangobatch.request.RequestRunner;
import io.arangobatch.spi.Endpoint;
import io.arangobatch.spi.TransportException;
import io.arangobatch.spi.TransportException.Phase;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** A connection over one opened transport. */
public final class DefaultConnection implements Connection {

    private final ConnectionConfig config;
    private final OpenedTransport transport;
    private final Exchanger exchanger;
    private final Retrying retrying;
    private final Requests requests;
    private final CarrierChoices choices;
    private final Carrier carrier;
    private final ObjectMapper mapper;
    private final SpillFolder spillFolder;
    private final Host host = new Host();
    private final AtomicBoolean closed = new AtomicBoolean();

    DefaultConnection(ConnectionConfig config, OpenedTransport transport, Exchanger exchanger, ObjectMapper mapper) {
        this.config = config;
        this.transport = transport;
        this.exchanger = exchanger;
        this.mapper = mapper;
        this.spillFolder = new SpillFolder(config.spillFolder());
        this.retrying = new Retrying(config.retry());
        this.requests = new Requests(
                exchanger, retrying, config.database(), config.commitTimeout(), mapper, config.callbackExecutor());
        this.choices = new CarrierChoices(
                exchanger, config.carrier(), config.database(), config.commitTimeout(), mapper, System::nanoTime);
        this.carrier = carrier();
    }

    private Carrier carrier() {
        MultipartCarrier multipart = new MultipartCarrier(
                exchanger,
                config.database(),
                config.commitTimeout(),
                () -> choices.largestCall(config.maxCallBytes()),
                config.maxResponseBytes(),
                mapper);
        PipelineCarrier pipeline = new PipelineCarrier(
                exchanger, config.database(), config.commitTimeout(), config.pipelineWindow(), mapper);
        return switch (config.carrier()) {
            case AUTO -> new AutoCarrier(choices, multipart, pipeline, config.commitTimeout());
            case MULTIPART -> multipart;
            case PIPELINE -> pipeline;
        };
    }

    @Override
    public ExecutionContext context() {
        return ExecutionContext.DEFAULT;
    }

    @Override
    public String database() {
        return config.database();
    }

    @Override
    public Optional<String> user() {
        return config.user();
    }

    @Override
    public ConnectionConfig config() {
        return config;
    }

    @Override
    public String transport() {
        return transport.name();
    }

    @Override
    public ConnectionMetadata metadata() {
        requireOpen();
        exchanger.requireMayBlock("Connection.metadata()");
        CompletableFuture<ConnectionMetadata> asked = choices.current();
        return Waiting.forEndOf(
                asked,
                () -> asked.completeExceptionally(new TransportException(
                        Phase.RECEIVE, true, "the question for the server's version was interrupted")));
    }

    @Override
    public <T> T execute(ArangoRequest<T> request) {
        requireOpen();
        return requests.run(request, Optional.empty());
    }

    @Override
    public <T> CompletableFuture<T> executeAsync(ArangoRequest<T> request) {
        requireOpen();
        return requests.start(request);
    }

    @Override
    public BatchSession beginBatch(BatchOptions options) {
        return begin(options);
    }

    private DefaultBatchSession begin(BatchOptions options) {
        Objects.requireNonNull(options, "options");
        requireOpen();
        return new DefaultBatchSession(this, host, withLimits(options));
    }

    private BatchOptions withLimits(BatchOptions options) {
        return options.maxRequests(options.maxRequests() > 0 ? options.maxRequests() : config.maxRequests())
                .maxBytes(options.maxBytes() > 0 ? options.maxBytes() : config.maxBytes())
                .maxCoalesced(options.maxCoalesced() > 0 ? options.maxCoalesced() : config.maxCoalesced())
                .spillThreshold(options.spillThreshold() > 0 ? options.spillThreshold() : config.spillThreshold());
    }

    @Override
    public BatchResult batch(BatchOptions options, Consumer<? super BatchSession> work) {
        Objects.requireNonNull(work, "work");
        try (DefaultBatchSession session = begin(options)) {
            work.accept(session);
            return session.commitOnce();
        }
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            // First, so that nothing begins over a transport that is being closed.
            retrying.close();
            transport.close();
            // Last, when nothing is being sent from there any more.
            spillFolder.close();
        }
    }

    private void requireOpen() {
        if (closed.get()) {
            throw new ConnectionStateException(
                    "the connection to " + config.endpoints() + " is closed; open a new one with ArangoDriver.connect");
        }
    }

    /** What sessions see of this connection. */
    private final class Host implements SessionHost {

        @Override
        public void requireOpen() {
            DefaultConnection.this.requireOpen();
        }

        @Override
        public void requireMayBlock(String what) {
            exchanger.requireMayBlock(what);
        }

        @Override
        public SpillFolder spillFolder() {
            return spillFolder;
        }

        @Override
        public Carrier carrier() {
            return carrier;
        }

        @Override
        public Retrying retrying() {
            return retrying;
        }

        @Override
        public ObjectMapper mapper() {
            return mapper;
        }

        @Override
        public Executor callbacks() {
            return config.callbackExecutor();
        }

        @Override
        public RequestRunner runnerAt(Endpoint endpoint) {
            return new RequestRunner() {
                @Override
                public <T> T run(ArangoRequest<T> request) {
                    requireOpen();
                    return requests.run(request, Optional.of(endpoint));
                }
            };
        }
    }
}

package io.arangobatch.tck.server;

import io.arangobatch.tck.server.http.Disturbance;
import io.arangobatch.tck.server.http.HttpLimits;
import io.arangobatch.tck.server.http.HttpListener;
import io.arangobatch.tck.server.http.HttpRequest;
import io.arangobatch.tck.server.http.HttpResponse;
import io.arangobatch.tck.server.http.HttpServer;
import io.arangobatch.tck.server.rest.BatchEndpoint;
import io.arangobatch.tck.server.rest.Gateway;
import io.arangobatch.tck.server.rest.Instance;
import io.arangobatch.tck.server.rest.ServerVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * An ArangoDB in memory that listens on a loopback port of this machine and answers over HTTP as a real server does.
 *
 * <pre>{@code
 * try (EmbeddedArango arango = EmbeddedArango.start()) {
 *     URI uri = arango.uri();     // http://127.0.0.1:41237
 *     ...
 * }
 * }</pre>
 *
 * <p>Thread-safe; any number may run side by side, none knows of the others. All data is gone when a server is closed.
 */
public final class EmbeddedArango implements AutoCloseable {
    private final Instance instance;
    private final HttpServer http;
    private final Journal journal;
    private final FaultRules faults;
    private final boolean secure;

    private EmbeddedArango(Instance instance, HttpServer http, Journal journal, FaultRules faults, boolean secure) {
        this.instance = instance;
        this.http = http;
        this.journal = journal;
        this.faults = faults;
        this.secure = secure;
    }

    /**
     * Starts a 3.2.2 server on a free port, without authentication and without TLS.
     *
     * @return the server, ready for requests
     * @throws UncheckedIOException if no port can be opened
     */
    public static EmbeddedArango start() {
        return builder().start();
    }

    /**
     * Begins to describe a server.
     *
     * @return a builder with the defaults of {@link #start()}
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Where the server listens.
     *
     * @return its base address, such as {@code http://127.0.0.1:41237}
     */
    public URI uri() {
        return URI.create((secure ? "https" : "http") + "://127.0.0.1:" + port());
    }

    /**
     * The port that the server listens on.
     *
     * @return the port
     */
    public int port() {
        return http.port();
    }

    /**
     * The version that the server reports.
     *
     * @return for instance {@code 3.2.2}
     */
    public String serverVersion() {
        return instance.version().toString();
    }

    /**
     * What has arrived so far.
     *
     * @return the journal, which goes on to grow
     */
    public Journal journal() {
        return journal;
    }

    /**
     * Breaks the next request that matches.
     *
     * @param matching which requests are meant
     * @param fault what goes wrong
     */
    public void inject(Predicate<RecordedRequest> matching, Fault fault) {
        inject(matching, fault, 1);
    }

    /**
     * Breaks the next requests that match.
     *
     * @param matching which requests are meant
     * @param fault what goes wrong
     * @param times how many requests, at least 1; {@link Integer#MAX_VALUE} for all
     * @throws IllegalArgumentException if {@code times} is below 1
     */
    public void inject(Predicate<RecordedRequest> matching, Fault fault, int times) {
        if (times < 1) {
            throw new IllegalArgumentException("a fault must happen at least once, not " + times + " times");
        }
        faults.add(Objects.requireNonNull(matching, "matching"), Objects.requireNonNull(fault, "fault"), times);
    }

    /** Takes back all faults that have not happened yet. */
    public void clearFaults() {
        faults.clear();
    }

    /** Makes all JSON Web Tokens that were handed out worthless, as if they had expired. */
    public void revokeTokens() {
        instance.tokens().revoke();
    }

    /** Ends all connections and frees the port. Closing twice is harmless. */
    @Override
    public void close() {
        http.close();
    }

    /** Describes a server before it starts. Not thread-safe. */
    public static final class Builder {
        private static final Duration MONTH = Duration.ofDays(30);
        private static final Duration HOUR = Duration.ofHours(1);

        private int port;
        private ServerVersion version = ServerVersion.of("3.2.2");
        private boolean authentication;
        private String user = "root";
        private String password = "";
        private @Nullable Duration tokenLifetime;
        private @Nullable SSLContext tls;
        private @Nullable BatchEndpoint batch;
        private boolean numericRevisions;
        private long maxBodyBytes = HttpLimits.DEFAULT.body();
        private Consumer<String> log = line -> {};

        private Builder() {}

        /**
         * Sets the port.
         *
         * @param port 1 to 65535, or 0 (the default) for any that is free
         * @return this builder
         */
        public Builder port(int port) {
            this.port = port;
            return this;
        }

        /**
         * Sets the version that the server reports, and whose habits it has as far as clients notice them.
         *
         * @param version {@code major.minor.patch}; {@code 3.2.2} is the default and the one that is followed most closely
         * @return this builder
         * @throws IllegalArgumentException if it is not of that form
         */
        public Builder serverVersion(String version) {
            this.version = ServerVersion.of(version);
            return this;
        }

        /**
         * Demands authentication, basic or by token, and creates a user who may do everything. Without this, nobody is asked.
         *
         * @param user the user's name
         * @param password the user's password, may be empty
         * @return this builder
         */
        public Builder authentication(String user, String password) {
            this.authentication = true;
            this.user = Objects.requireNonNull(user, "user");
            this.password = Objects.requireNonNull(password, "password");
            return this;
        }

        /**
         * Sets how long the tokens of {@code /_open/auth} live.
         *
         * @param lifetime whole seconds count; by default 30 days, an hour from version 3.9 on
         * @return this builder
         */
        public Builder tokenLifetime(Duration lifetime) {
            this.tokenLifetime = Objects.requireNonNull(lifetime, "lifetime");
            return this;
        }

        /**
         * Serves HTTPS instead of HTTP.
         *
         * @param context holds the server's key; stays the caller's
         * @return this builder
         */
        public Builder tls(SSLContext context) {
            this.tls = Objects.requireNonNull(context, "context");
            return this;
        }

        /**
         * Says whether there is a batch endpoint. By default there is one below version 3.12.3, as in reality.
         *
         * @param present {@code false} for a server that knows no {@code /_api/batch} (404, error 404)
         * @return this builder
         */
        public Builder batchEndpoint(boolean present) {
            this.batch = present ? BatchEndpoint.PRESENT : BatchEndpoint.UNKNOWN;
            return this;
        }

        /**
         * Answers {@code /_api/batch} with 501 and error 9, as a server without JavaScript does that has no batch endpoint.
         *
         * @return this builder
         */
        public Builder batchNotImplemented() {
            this.batch = BatchEndpoint.NOT_IMPLEMENTED;
            return this;
        }

        /**
         * Writes revisions as decimal numbers, as servers before 3.0 did, for clients that cannot read others.
         *
         * @param numeric whether to do so; {@code false} by default
         * @return this builder
         */
        public Builder numericRevisions(boolean numeric) {
            this.numericRevisions = numeric;
            return this;
        }

        /**
         * Sets the largest body that is accepted; above it the answer is 413.
         *
         * @param bytes at least 0, at most {@link Integer#MAX_VALUE}; by default 1 GiB
         * @return this builder
         * @throws IllegalArgumentException if the number is out of range
         */
        public Builder maxBodyBytes(long bytes) {
            if (bytes < 0 || bytes > Integer.MAX_VALUE) {
                throw new IllegalArgumentException(
                        "maxBodyBytes " + bytes + " is not between 0 and " + Integer.MAX_VALUE);
            }
            this.maxBodyBytes = bytes;
            return this;
        }

        /**
         * Sets where a line about each answered request goes.
         *
         * @param log takes lines such as {@code 3 POST /_api/batch 200}; called from many threads; must not block
         * @return this builder
         */
        public Builder requestLog(Consumer<String> log) {
            this.log = Objects.requireNonNull(log, "log");
            return this;
        }

        /**
         * Starts the server.
         *
         * @return the server, ready for requests
         * @throws UncheckedIOException if the port is taken or cannot be opened; the message names it
         */
        public EmbeddedArango start() {
            return start(instance(), port);
        }

        /** What the server holds, before it listens. */
        Instance instance() {
            Duration lifetime = tokenLifetime != null ? tokenLifetime : version.atLeast(3, 9) ? HOUR : MONTH;
            return new Instance(version, authentication, user, password, lifetime, numericRevisions);
        }

        boolean isSecure() {
            return tls != null;
        }

        EmbeddedArango start(Instance instance, int port) {
            BatchEndpoint endpoint =
                    batch != null ? batch : version.atLeast(3, 12, 3) ? BatchEndpoint.UNKNOWN : BatchEndpoint.PRESENT;
            Journal journal = new Journal();
            FaultRules faults = new FaultRules();
            Listener listener = new Listener(new Gateway(instance, endpoint), journal, faults, log);
            HttpLimits limits = new HttpLimits(HttpLimits.DEFAULT.head(), HttpLimits.DEFAULT.target(), maxBodyBytes);
            try {
                HttpServer http = HttpServer.start(port, tls, limits, listener);
                instance.runJobsOn(http::execute);
                return new EmbeddedArango(instance, http, journal, faults, tls != null);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot listen on 127.0.0.1:" + port + ": " + e.getMessage(), e);
            }
        }
    }

    /** Connects the HTTP layer with the API, the journal and the faults. */
    private record Listener(
            Gateway gateway, Journal journal, FaultRules faults, Consumer<String> log, AtomicLong numbers)
            implements HttpListener {
        Listener(Gateway gateway, Journal journal, FaultRules faults, Consumer<String> log) {
            this(gateway, journal, faults, log, new AtomicLong());
        }

        @Override
        public HttpResponse handle(HttpRequest request) {
            return gateway.handle(request);
        }

        @Override
        public Disturbance disturbance(HttpRequest request) {
            return faults.isEmpty()
                    ? Disturbance.NONE
                    : faults.disturbance(
                            RecordedRequest.of(0, request, request.body().text()));
        }

        @Override
        public long opened() {
            return journal.opened(numbers.incrementAndGet());
        }

        @Override
        public void arrived(long connection, HttpRequest request) {
            journal.arrived(connection, request);
        }

        @Override
        public void answered(long connection, HttpRequest request, int status) {
            log.accept(connection + " " + request.method() + " " + request.target() + " " + status);
        }

        @Override
        public void received(long bytes) {
            journal.received(bytes);
        }

        @Override
        public void sent(long bytes) {
            journal.sent(bytes);
        }
    }
}

package io.arangobatch;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.arangobatch.internal.config.ConfigRules;
import io.arangobatch.internal.config.ConnectionUrl;
import io.arangobatch.internal.config.Databases;
import io.arangobatch.internal.config.Endpoints;
import io.arangobatch.internal.config.OptionValues;
import io.arangobatch.internal.config.Options;
import io.arangobatch.spi.Endpoint;
import io.arangobatch.spi.Transport;
import io.arangobatch.spi.TransportProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Where a connection goes, as whom, and with which limits. Immutable and thread-safe.
 *
 * <p>A configuration comes from a URL, from a URL and properties, or from a {@linkplain #builder() builder}:
 *
 * <pre>{@code
 * arangodb://[user[:password]@]host[:port][,host2[:port]…]/database[?option=value[&option=value…]]
 * arangodb+tls://…                                                                       with TLS
 * }</pre>
 *
 * <p>Without a port 8529 is meant, without a database {@code _system}; a host must be named. IPv6 addresses stand in brackets. User,
 * password, database and values are percent-encoded, in particular {@code % / ? # @ :} and {@code &}; a {@code +} stands for itself. Each option has one name, which is the
 * same in the URL, as a property, and as a method of the builder. As text, times are {@code 500ms}, {@code 5s}, {@code 2m}, {@code 1h} or ISO-8601
 * ({@code PT5S}), where {@code 0} stands for no limit; sizes are numbers of bytes, with {@code k}, {@code m} or {@code g} for KiB, MiB or GiB.
 *
 * <p>Every wrong URL, option or value is an {@link ArangoConfigurationException} that names the option, its value (never a password) and what is
 * allowed.
 */
public final class ConnectionConfig {

    private final OptionValues options;
    private final ConfigRules rules;
    private final List<Endpoint> endpoints;
    private final String database;
    private final @Nullable SSLContext sslContext;
    private final @Nullable ObjectMapper objectMapper;
    private final @Nullable Transport transport;
    private final @Nullable TransportProvider transportProvider;
    private final @Nullable ClassLoader classLoader;
    private final @Nullable Supplier<String> tokenSupplier;
    private final Executor callbackExecutor;

    private ConnectionConfig(Builder builder) {
        options = builder.options;
        endpoints = Endpoints.settle(builder.endpoints, builder.tls);
        database = builder.database;
        sslContext = builder.sslContext;
        objectMapper = builder.objectMapper;
        transport = builder.transport;
        transportProvider = builder.transportProvider;
        classLoader = builder.classLoader;
        tokenSupplier = builder.tokenSupplier;
        callbackExecutor = builder.callbackExecutor;
        rules = new ConfigRules(
                options,
                endpoints.get(0).tls(),
                sslContext != null,
                tokenSupplier != null,
                transport != null,
                transportProvider != null);
        rules.check();
    }

    /**
     * Reads a URL.
     *
     * @param url the address of the servers, as the {@linkplain ConnectionConfig class} describes
     * @return what it says, with defaults for the rest
     * @throws ArangoConfigurationException if the URL is malformed, or an option in it is unknown, given twice, out of range, or at
     *     odds with another
     */
    public static ConnectionConfig parse(String url) {
        return parse(url, new Properties());
    }

    /**
     * Reads a URL and properties. Where both set an option the URL wins: it names one server, while properties are often shared by
     * several.
     *
     * @param url the address of the servers, as the {@linkplain ConnectionConfig class} describes
     * @param properties options by their names; their defaults count too
     * @return what both say, with defaults for the rest
     * @throws ArangoConfigurationException if the URL is malformed, or an option is unknown, given twice in the URL, out of range, at odds
     *     with another, or a property is not text
     */
    public static ConnectionConfig parse(String url, Properties properties) {
        Objects.requireNonNull(properties, "properties");
        ConnectionUrl parsed = ConnectionUrl.parse(Objects.requireNonNull(url, "url"));
        Builder builder = builder().endpoints(parsed.endpoints()).database(parsed.database());
        builder.options = OptionValues.of(properties).overriddenBy(parsed.options());
        return builder.build();
    }

    /**
     * Starts a configuration with nothing but defaults; at least an endpoint is needed.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Starts a configuration from this one.
     *
     * @return a new builder that holds everything that was set here
     */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.options = options;
        builder.endpoints = endpoints;
        builder.database = database;
        builder.sslContext = sslContext;
        builder.objectMapper = objectMapper;
        builder.transport = transport;
        builder.transportProvider = transportProvider;
        builder.classLoader = classLoader;
        builder.tokenSupplier = tokenSupplier;
        builder.callbackExecutor = callbackExecutor;
        return builder;
    }

    /**
     * Returns the servers, in the order in which they were given: at least one, all of them with TLS or all without.
     *
     * @return an immutable list
     */
    public List<Endpoint> endpoints() {
        return endpoints;
    }

    /**
     * Tells whether the connections are encrypted.
     *
     * @return whether the endpoints use TLS
     */
    public boolean tls() {
        return rules.tls();
    }

    /**
     * Returns the database.
     *
     * @return its name, not encoded; {@code _system} if none was given
     */
    public String database() {
        return database;
    }

    /**
     * Returns whom the server sees.
     *
     * @return the user's name, or empty if none was given
     */
    public Optional<String> user() {
        return options.find(Options.USER);
    }

    /**
     * Returns the user's password.
     *
     * @return the password, or empty if none was given; with {@link AuthMethod#BASIC} an empty password is then sent
     */
    public Optional<String> password() {
        return options.find(Options.PASSWORD);
    }

    /**
     * Returns how the user is proved.
     *
     * @return what was chosen; otherwise {@link AuthMethod#JWT} with a token supplier, {@link AuthMethod#BASIC} with a user, and
     *     {@link AuthMethod#NONE} without
     */
    public AuthMethod auth() {
        return rules.auth();
    }

    /**
     * Returns the name of the transport that was asked for.
     *
     * @return the name, or empty if the class path, or what was given to the builder, decides
     */
    public Optional<String> transport() {
        return options.find(Options.TRANSPORT);
    }

    /**
     * Returns which of several servers gets the next request.
     *
     * @return {@link LoadBalancing#NONE} unless set
     */
    public LoadBalancing loadBalancing() {
        return options.get(Options.LOAD_BALANCING);
    }

    /**
     * Tells whether coordinators are asked for others.
     *
     * @return {@code false} unless set
     */
    public boolean discoverEndpoints() {
        return options.get(Options.DISCOVER_ENDPOINTS);
    }

    /**
     * Returns how long name look-up, TCP connect and TLS handshake may take together.
     *
     * @return 5 seconds unless set; zero for no limit
     */
    public Duration connectTimeout() {
        return options.get(Options.CONNECT_TIMEOUT);
    }

    /**
     * Returns how long a request waits for a free connection when all are in use.
     *
     * @return 10 seconds unless set; zero for no limit
     */
    public Duration acquireTimeout() {
        return options.get(Options.ACQUIRE_TIMEOUT);
    }

    /**
     * Returns how long the server may be silent, before and within its answer.
     *
     * @return 60 seconds unless set; zero for no limit
     */
    public Duration responseTimeout() {
        return options.get(Options.RESPONSE_TIMEOUT);
    }

    /**
     * Returns how long a whole request and its answer may take, such as the commit of a batch.
     *
     * @return zero, for no limit, unless set
     */
    public Duration commitTimeout() {
        return options.get(Options.COMMIT_TIMEOUT);
    }

    /**
     * Returns what is sent again after a failure.
     *
     * @return {@link RetryPolicy#none()} unless set
     */
    public RetryPolicy retry() {
        return options.get(Options.RETRY);
    }

    /**
     * Returns how many connections may be open to each server.
     *
     * @return 16 unless set
     */
    public int maxConnections() {
        return options.get(Options.MAX_CONNECTIONS);
    }

    /**
     * Returns how long an unused connection is kept open.
     *
     * @return 30 seconds unless set; zero for no limit
     */
    public Duration idleTimeout() {
        return options.get(Options.IDLE_TIMEOUT);
    }

    /**
     * Returns how many requests a batch may queue.
     *
     * @return 1,000,000 unless set
     */
    public int maxRequests() {
        return options.get(Options.MAX_REQUESTS);
    }

    /**
     * Returns how many bytes of requests a batch may queue.
     *
     * @return 512 MiB unless set
     */
    public long maxBytes() {
        return options.get(Options.MAX_BYTES);
    }

    /**
     * Returns how many bytes of a batch's queue stay in memory.
     *
     * @return {@link Long#MAX_VALUE}, for all of them, unless set
     */
    public long spillThreshold() {
        return options.get(Options.SPILL_THRESHOLD);
    }

    /**
     * Returns the folder for the temporary files in which queues continue.
     *
     * @return the JVM's {@code java.io.tmpdir} unless set
     */
    public Path spillFolder() {
        return options.find(Options.SPILL_FOLDER).orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir")));
    }

    /**
     * Returns how many neighbouring operations on single documents may travel as one request for many.
     *
     * @return 1,000 unless set; 1 if each travels by itself
     */
    public int maxCoalesced() {
        return options.get(Options.MAX_COALESCED);
    }

    /**
     * Returns how commits travel to the server.
     *
     * @return {@link BatchCarrier#AUTO} unless set
     */
    public BatchCarrier carrier() {
        return options.get(Options.CARRIER);
    }

    /**
     * Returns how many requests the carrier {@link BatchCarrier#PIPELINE} sends ahead of their answers at the most.
     *
     * @return 8 unless set
     */
    public int pipelineWindow() {
        return options.get(Options.PIPELINE_WINDOW);
    }

    /**
     * Returns how large one call of the carrier {@link BatchCarrier#MULTIPART} may be; a larger commit goes out in several.
     *
     * @return a number of bytes; 1 GiB unless set
     */
    public long maxCallBytes() {
        return options.get(Options.MAX_CALL_BYTES);
    }

    /**
     * Returns how many bytes an answer may have; longer ones are refused.
     *
     * @return 1 GiB unless set
     */
    public long maxResponseBytes() {
        return options.get(Options.MAX_RESPONSE_BYTES);
    }

    /**
     * Returns the PEM file with the certificates to trust.
     *
     * @return the file, or empty if the JVM's trust or a store decides
     */
    public Optional<Path> trustCertificates() {
        return options.find(Options.TRUST_CERTIFICATES);
    }

    /**
     * Returns the key store with the certificates to trust.
     *
     * @return the PKCS#12 or JKS file, or empty if there is none
     */
    public Optional<Path> trustStore() {
        return options.find(Options.TRUST_STORE);
    }

    /**
     * Returns the password of the trust store.
     *
     * @return the password, or empty if none was given
     */
    public Optional<String> trustStorePassword() {
        return options.find(Options.TRUST_STORE_PASSWORD);
    }

    /**
     * Returns the PEM file with the client's certificate, followed by those that signed it.
     *
     * @return the file, or empty if there is none
     */
    public Optional<Path> clientCertificate() {
        return options.find(Options.CLIENT_CERTIFICATE);
    }

    /**
     * Returns the PEM file with the private key of the client's certificate.
     *
     * @return the file, or empty if there is none
     */
    public Optional<Path> clientKey() {
        return options.find(Options.CLIENT_KEY);
    }

    /**
     * Returns the key store with the client's certificate and key.
     *
     * @return the PKCS#12 or JKS file, or empty if there is none
     */
    public Optional<Path> keyStore() {
        return options.find(Options.KEY_STORE);
    }

    /**
     * Returns the password of the key store and of the key in it.
     *
     * @return the password, or empty if none was given
     */
    public Optional<String> keyStorePassword() {
        return options.find(Options.KEY_STORE_PASSWORD);
    }

    /**
     * Returns the application's own TLS context.
     *
     * @return the context, or empty if the options decide
     */
    public Optional<SSLContext> sslContext() {
        return Optional.ofNullable(sslContext);
    }

    /**
     * Returns the application's own mapper between objects and JSON.
     *
     * @return the mapper, or empty if the driver's is used
     */
    public Optional<ObjectMapper> objectMapper() {
        return Optional.ofNullable(objectMapper);
    }

    /**
     * Returns the transport that the application opened itself.
     *
     * @return the transport, or empty if the driver opens one
     */
    public Optional<Transport> transportInstance() {
        return Optional.ofNullable(transport);
    }

    /**
     * Returns the provider that the application chose by object.
     *
     * @return the provider, or empty if one is looked for on the class path
     */
    public Optional<TransportProvider> transportProvider() {
        return Optional.ofNullable(transportProvider);
    }

    /**
     * Returns the only class loader in which transports are looked for.
     *
     * @return the loader, or empty for the driver's own and the thread's context loader
     */
    public Optional<ClassLoader> classLoader() {
        return Optional.ofNullable(classLoader);
    }

    /**
     * Returns where bearer tokens come from.
     *
     * @return the supplier, or empty if user and password are used
     */
    public Optional<Supplier<String>> tokenSupplier() {
        return Optional.ofNullable(tokenSupplier);
    }

    /**
     * Returns where the application's own code runs when a result arrives.
     *
     * @return the common pool unless set
     */
    public Executor callbackExecutor() {
        return callbackExecutor;
    }

    /**
     * Shows all settings, defaults too, but no secret: of a password only that it is there.
     *
     * @return a text for logs
     */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("ConnectionConfig[endpoints=")
                .append(endpoints)
                .append(", database=")
                .append(database)
                .append(", ")
                .append(options);
        append(text, "sslContext", sslContext);
        append(text, "objectMapper", objectMapper);
        append(text, "transportInstance", transport);
        append(text, "transportProvider", transportProvider);
        append(text, "classLoader", classLoader);
        append(text, "tokenSupplier", tokenSupplier);
        append(text, "callbackExecutor", callbackExecutor);
        return text.append(']').toString();
    }

    /** Shows the class alone, as the object's own text may hold anything, a token too. */
    private static void append(StringBuilder text, String name, @Nullable Object value) {
        if (value != null) {
            text.append(", ").append(name).append('=').append(value.getClass().getName());
        }
    }

    /**
     * Collects settings. Each method replaces what was set before, but for {@link #endpoint}, which adds. Values are checked when they are set, their
     * combination by {@link #build()}. Not thread-safe.
     */
    public static final class Builder {

        private OptionValues options = OptionValues.none();
        private List<Endpoint> endpoints = List.of();
        private String database = ConnectionUrl.DEFAULT_DATABASE;
        private @Nullable Boolean tls;
        private @Nullable SSLContext sslContext;
        private @Nullable ObjectMapper objectMapper;
        private @Nullable Transport transport;
        private @Nullable TransportProvider transportProvider;
        private @Nullable ClassLoader classLoader;
        private @Nullable Supplier<String> tokenSupplier;
        private Executor callbackExecutor = ForkJoinPool.commonPool();

        private Builder() {}

        /**
         * Adds a server, without TLS unless {@link #tls} says otherwise.
         *
         * @param host a host name, an IPv4 address, or an IPv6 address without brackets
         * @param port the TCP port, 1 to 65535; servers listen on 8529 unless told otherwise
         * @return this builder
         * @throws ArangoConfigurationException if the host is no host name and no address, or the port is out of range
         */
        public Builder endpoint(String host, int port) {
            List<Endpoint> more = new ArrayList<>(endpoints);
            more.add(Endpoints.of(Objects.requireNonNull(host, "host"), port, false));
            endpoints = List.copyOf(more);
            return this;
        }

        /**
         * Sets the servers.
         *
         * @param endpoints all servers, in the order of preference, all of them with TLS or all without
         * @return this builder
         */
        public Builder endpoints(List<Endpoint> endpoints) {
            this.endpoints = List.copyOf(endpoints);
            return this;
        }

        /**
         * Encrypts the connections to all servers, or to none, whatever their endpoints say.
         *
         * @param tls whether to use TLS; without this call the endpoints decide
         * @return this builder
         */
        public Builder tls(boolean tls) {
            this.tls = tls;
            return this;
        }

        /**
         * Sets the database.
         *
         * @param database its name, not encoded; the default is {@code _system}
         * @return this builder
         * @throws ArangoConfigurationException if the name is empty or holds a control character
         */
        public Builder database(String database) {
            this.database = Databases.check(Objects.requireNonNull(database, "database"));
            return this;
        }

        /**
         * Sets whom the server sees.
         *
         * @param user the user's name; there is none by default
         * @return this builder
         * @throws ArangoConfigurationException if the name is empty or holds a control character
         */
        public Builder user(String user) {
            options = options.with(Options.USER, user);
            return this;
        }

        /**
         * Sets the user's password.
         *
         * @param password the password, which may be empty, as that of {@code root} on a fresh server is
         * @return this builder
         * @throws ArangoConfigurationException if it holds a control character
         */
        public Builder password(String password) {
            options = options.with(Options.PASSWORD, password);
            return this;
        }

        /**
         * Sets how the user is proved. The default depends on the credentials, see {@link ConnectionConfig#auth()}.
         *
         * @param auth the method
         * @return this builder
         */
        public Builder auth(AuthMethod auth) {
            options = options.with(Options.AUTH, auth);
            return this;
        }

        /**
         * Chooses the transport by name. Without a choice the system property {@code arangobatch.transport}, the environment variable
         * {@code ARANGOBATCH_TRANSPORT}, and then the class path decide.
         *
         * @param name the name of a transport on the class path, such as {@code httpclient} or {@code netty}
         * @return this builder
         * @throws ArangoConfigurationException if it holds anything but lower-case letters, digits and hyphens
         */
        public Builder transport(String name) {
            options = options.with(Options.TRANSPORT, name);
            return this;
        }

        /**
         * Chooses an open transport; it wins over any name. It keeps its own settings, so none of the pool, the connect time or TLS may be set
         * here. It stays open when the connection is closed: whoever opened it closes it.
         *
         * @param transport the transport to send with
         * @return this builder
         */
        public Builder transport(Transport transport) {
            this.transport = Objects.requireNonNull(transport, "transport");
            return this;
        }

        /**
         * Chooses a provider, whether it is on the class path or not; it wins over any name. The driver opens a transport with it, and closes that one.
         *
         * @param transportProvider what opens the transport
         * @return this builder
         */
        public Builder transportProvider(TransportProvider transportProvider) {
            this.transportProvider = Objects.requireNonNull(transportProvider, "transportProvider");
            return this;
        }

        /**
         * Sets the only class loader in which transports are looked for. By default these are the driver's own and the thread's context
         * loader.
         *
         * @param classLoader where the transports are
         * @return this builder
         */
        public Builder classLoader(ClassLoader classLoader) {
            this.classLoader = Objects.requireNonNull(classLoader, "classLoader");
            return this;
        }

        /**
         * Sets which of several servers gets the next request. In each case the next one is asked when one cannot be reached or refuses a request
         * before it runs any of it, and such a server rests: for a second, and longer each time up to a minute.
         *
         * @param loadBalancing the choice; the default is {@link LoadBalancing#NONE}
         * @return this builder
         */
        public Builder loadBalancing(LoadBalancing loadBalancing) {
            options = options.with(Options.LOAD_BALANCING, loadBalancing);
            return this;
        }

        /**
         * Sets whether to ask a coordinator of a cluster for all of them, before the first request and then each minute. They are then balanced over those that it names, at
         * the addresses that it names and with the same credentials; the endpoints of this configuration are asked again when those fail. With {@link LoadBalancing#NONE} the server
         * in use stays, and those that it names are its stand-ins. An address that is not like the configured ones in the use of TLS is left out. A server that is no coordinator changes nothing.
         *
         * @param discoverEndpoints whether to ask; {@code false} by default
         * @return this builder
         */
        public Builder discoverEndpoints(boolean discoverEndpoints) {
            options = options.with(Options.DISCOVER_ENDPOINTS, discoverEndpoints);
            return this;
        }

        /**
         * Sets how long name look-up, TCP connect and TLS handshake may take together.
         *
         * @param connectTimeout zero for no limit, or 1 millisecond to 24 hours; the default is 5 seconds
         * @return this builder
         * @throws ArangoConfigurationException if it is out of range
         */
        public Builder connectTimeout(Duration connectTimeout) {
            options = options.with(Options.CONNECT_TIMEOUT, connectTimeout);
            return this;
        }

        /**
         * Sets how long a request waits for a free connection when all are in use.
         *
         * @param acquireTimeout zero for no limit, or 1 millisecond to 24 hours; the default is 10 seconds
         * @return this builder
         * @throws ArangoConfigurationException if it is out of range
         */
        public Builder acquireTimeout(Duration acquireTimeout) {
            options = options.with(Options.ACQUIRE_TIMEOUT, acquireTimeout);
            return this;
        }

        /**
         * Sets how long the server may be silent, before and within its answer. A batch or a query that takes longer on the server
         * needs a longer time here.
         *
         * @param responseTimeout zero for no limit, or 1 millisecond to 24 hours; the default is 60 seconds
         * @return this builder
         * @throws ArangoConfigurationException if it is out of range
         */
        public Builder responseTimeout(Duration responseTimeout) {
            options = options.with(Options.RESPONSE_TIMEOUT, responseTimeout);
            return this;
        }

        /**
         * Sets how long a whole request and its answer may take, such as the commit of a batch.
         *
         * @param commitTimeout zero for no limit, which is the default, or 1 millisecond to 24 hours
         * @return this builder
         * @throws ArangoConfigurationException if it is out of range
         */
        public Builder commitTimeout(Duration commitTimeout) {
            options = options.with(Options.COMMIT_TIMEOUT, commitTimeout);
            return this;
        }

        /**
         * Sets what is sent again after a failure: of that which cannot have run, and of what was declared {@linkplain
         * io.arangobatch.request.ArangoRequest#repeatable() repeatable}. In a URL this is {@code retry=3}, or with all values {@code
         * retry=3,100ms,10s,30s}.
         *
         * @param retry how often and how long; the default is {@link RetryPolicy#none()}
         * @return this builder
         */
        public Builder retry(RetryPolicy retry) {
            options = options.with(Options.RETRY, retry);
            return this;
        }

        /**
         * Sets how many connections may be open to each server.
         *
         * @param maxConnections 1 to 65535; the default is 16
         * @return this builder
         * @throws ArangoConfigurationException if it is out of range
         */
        public Builder maxConnections(int maxConnections) {
            options = options.with(Options.MAX_CONNECTIONS, maxConnections);
            return this;
        }

        /**
         * Sets how long an unused connection is kept open. It should be shorter than the time after which the server closes it.
         *
         * @param idleTimeout zero for no limit, or 1 millisecond to 24 hours; the default is 30 seconds
         * @return this builder
         * @throws ArangoConfigurationException if it is out of range
         */
        public Builder idleTimeout(Duration idleTimeout) {
            options = options.with(Options.IDLE_TIMEOUT, idleTimeout);
            return this;
        }

        /**
         * Sets how many requests a batch may queue.
         *
         * @param maxRequests 1 to 1,000,000,000; the default is 1,000,000
         * @return this builder
         * @throws ArangoConfigurationException if it is out of range
         */
        public Builder maxRequests(int maxRequests) {
            options = options.with(Options.MAX_REQUESTS, maxRequests);
            return this;
        }

        /**
         * Sets how many bytes of requests a batch may queue. Servers refuse a batch above 1 GB, those before 3.0 above 512 MB.
         *
         * @param maxBytes 1 KiB to 1024 GiB; the default is 512 MiB
         * @return this builder
         * @throws ArangoConfigurationException if it is out of range
         */
        public Builder maxBytes(long maxBytes) {
            options = options.with(Options.MAX_BYTES, maxBytes);
            return this;
        }

        /**
         * Sets how many bytes of a batch's queue stay in memory. Beyond them it continues in a temporary file, unencrypted, which only its owner can read and which is
         * gone after the commit, when the session or the connection is closed, and when the JVM ends.
         *
         * @param spillThreshold 1 KiB to 1024 GiB, or {@link Long#MAX_VALUE} for no file, which is the default
         * @return this builder
         * @throws ArangoConfigurationException if it is out of range
         * @see BatchOptions#spillThreshold
         */
        public Builder spillThreshold(long spillThreshold) {
            options = options.with(Options.SPILL_THRESHOLD, spillThreshold);
            return this;
        }

        /**
         * Sets the folder for the temporary files in which queues continue that are longer than {@link #spillThreshold}. It is not looked at before it is needed.
         *
         * @param spillFolder a folder in which this process may make files; the default is the JVM's {@code java.io.tmpdir}
         * @return this builder
         * @throws ArangoConfigurationException if the path is empty or holds control characters
         */
        public Builder spillFolder(Path spillFolder) {
            options = options.with(Options.SPILL_FOLDER, spillFolder);
            return this;
        }

        /**
         * Sets how many neighbouring operations on single documents may travel as one request for many, where they are equal but for document and key.
         *
         * @param maxCoalesced 1, for each by itself, to 1,000,000; the default is 1,000
         * @return this builder
         * @throws ArangoConfigurationException if it is out of range
         */
        public Builder maxCoalesced(int maxCoalesced) {
            options = options.with(Options.MAX_COALESCED, maxCoalesced);
            return this;
        }

        /**
         * Sets how commits travel to the server.
         *
         * @param carrier the default is {@link BatchCarrier#AUTO}
         * @return this builder
         */
        public Builder carrier(BatchCarrier carrier) {
            options = options.with(Options.CARRIER, carrier);
            return this;
        }

        /**
         * Sets how many requests the carrier {@link BatchCarrier#PIPELINE} sends ahead of their answers at the most. It sends fewer while the server is slow.
         *
         * @param pipelineWindow 1 to 1024; the default is 8, since some servers become very slow from 16 on
         * @return this builder
         * @throws ArangoConfigurationException if it is out of range
         */
        public Builder pipelineWindow(int pipelineWindow) {
            options = options.with(Options.PIPELINE_WINDOW, pipelineWindow);
            return this;
        }

        /**
         * Sets how large one call of the carrier {@link BatchCarrier#MULTIPART} may be. A larger commit goes out in several calls, in order; a single
         * request that is larger by itself is sent all the same.
         *
         * @param maxCallBytes 1 KiB to 1024 GiB; the default is 1 GiB, which is what servers from 3.0 on take
         * @return this builder
         * @throws ArangoConfigurationException if it is out of range
         */
        public Builder maxCallBytes(long maxCallBytes) {
            options = options.with(Options.MAX_CALL_BYTES, maxCallBytes);
            return this;
        }

        /**
         * Sets how many bytes an answer may have; longer ones are refused.
         *
         * @param maxResponseBytes 1 KiB to 1024 GiB; the default is 1 GiB
         * @return this builder
         * @throws ArangoConfigurationException if it is out of range
         */
        public Builder maxResponseBytes(long maxResponseBytes) {
            options = options.with(Options.MAX_RESPONSE_BYTES, maxResponseBytes);
            return this;
        }

        /**
         * Sets the certificates to trust instead of the JVM's. The file is read when the connection is opened.
         *
         * @param trustCertificates a PEM file with one certificate or more
         * @return this builder
         */
        public Builder trustCertificates(Path trustCertificates) {
            options = options.with(Options.TRUST_CERTIFICATES, trustCertificates);
            return this;
        }

        /**
         * Sets a key store with the certificates to trust instead of the JVM's. The file is read when the connection is opened.
         *
         * @param trustStore a PKCS#12 or JKS file
         * @return this builder
         */
        public Builder trustStore(Path trustStore) {
            options = options.with(Options.TRUST_STORE, trustStore);
            return this;
        }

        /**
         * Sets the password of the trust store.
         *
         * @param trustStorePassword the password; by default the store is read without one
         * @return this builder
         */
        public Builder trustStorePassword(String trustStorePassword) {
            options = options.with(Options.TRUST_STORE_PASSWORD, trustStorePassword);
            return this;
        }

        /**
         * Sets the client's certificate. Needs {@link #clientKey} too. The file is read when the connection is opened.
         *
         * @param clientCertificate a PEM file with the client's certificate, followed by those that signed it
         * @return this builder
         */
        public Builder clientCertificate(Path clientCertificate) {
            options = options.with(Options.CLIENT_CERTIFICATE, clientCertificate);
            return this;
        }

        /**
         * Sets the private key of the client's certificate. The file is read when the connection is opened.
         *
         * @param clientKey a PEM file with an unencrypted PKCS#8 key: RSA, EC or Ed25519
         * @return this builder
         */
        public Builder clientKey(Path clientKey) {
            options = options.with(Options.CLIENT_KEY, clientKey);
            return this;
        }

        /**
         * Sets a key store with the client's certificate and key. The file is read when the connection is opened.
         *
         * @param keyStore a PKCS#12 or JKS file
         * @return this builder
         */
        public Builder keyStore(Path keyStore) {
            options = options.with(Options.KEY_STORE, keyStore);
            return this;
        }

        /**
         * Sets the password of the key store and of the key in it.
         *
         * @param keyStorePassword the password; by default the store is read with none
         * @return this builder
         */
        public Builder keyStorePassword(String keyStorePassword) {
            options = options.with(Options.KEY_STORE_PASSWORD, keyStorePassword);
            return this;
        }

        /**
         * Sets what encrypts the connections, in place of trust and key options. The host name is verified all the same.
         *
         * @param sslContext the context
         * @return this builder
         */
        public Builder sslContext(SSLContext sslContext) {
            this.sslContext = Objects.requireNonNull(sslContext, "sslContext");
            return this;
        }

        /**
         * Sets the mapper between objects and JSON.
         *
         * @param objectMapper a mapper that is configured already and not changed afterwards
         * @return this builder
         */
        public Builder objectMapper(ObjectMapper objectMapper) {
            this.objectMapper = Objects.requireNonNull(objectMapper, "objectMapper");
            return this;
        }

        /**
         * Sets where bearer tokens come from, in place of a password.
         *
         * @param tokenSupplier gives a valid token, without the word {@code bearer}; called from several threads
         * @return this builder
         */
        public Builder tokenSupplier(Supplier<String> tokenSupplier) {
            this.tokenSupplier = Objects.requireNonNull(tokenSupplier, "tokenSupplier");
            return this;
        }

        /**
         * Sets where the application's own code runs when a result arrives, such as what hangs on a future.
         *
         * @param callbackExecutor the executor, which stays the application's; the default is the common pool
         * @return this builder
         */
        public Builder callbackExecutor(Executor callbackExecutor) {
            this.callbackExecutor = Objects.requireNonNull(callbackExecutor, "callbackExecutor");
            return this;
        }

        /**
         * Makes the configuration. The builder can be used further and does not change what it has made.
         *
         * @return what was set, with defaults for the rest
         * @throws ArangoConfigurationException if there is no endpoint, or settings are at odds with each other
         */
        public ConnectionConfig build() {
            return new ConnectionConfig(this);
        }
    }
}

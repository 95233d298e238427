package io.arangobatch.internal.config;

import static io.arangobatch.internal.config.Option.secret;
import static io.arangobatch.internal.config.Option.withDefault;
import static io.arangobatch.internal.config.Option.withoutDefault;
import static io.arangobatch.internal.config.ValueTypes.choice;
import static io.arangobatch.internal.config.ValueTypes.count;
import static io.arangobatch.internal.config.ValueTypes.file;
import static io.arangobatch.internal.config.ValueTypes.flag;
import static io.arangobatch.internal.config.ValueTypes.limit;
import static io.arangobatch.internal.config.ValueTypes.size;
import static io.arangobatch.internal.config.ValueTypes.sizeOrNever;

import io.arangobatch.ArangoConfigurationException;
import io.arangobatch.AuthMethod;
import io.arangobatch.BatchCarrier;
import io.arangobatch.LoadBalancing;
import io.arangobatch.RetryPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The table of options. Parsing, checks, error messages, {@code toString} and the README all read from here. */
public final class Options {

    private static final long KIB = 1L << 10;
    private static final long MIB = 1L << 20;
    private static final long GIB = 1L << 30;

    /** Whom the server sees. */
    public static final Option<String> USER = withoutDefault("user", ValueTypes.name(), "none", "The user's name.");

    /** The user's password. */
    public static final Option<String> PASSWORD = secret("password", "empty", "The user's password.");

    /** How the user is proved. */
    public static final Option<AuthMethod> AUTH = withoutDefault(
            "auth",
            choice(AuthMethod.class),
            "`basic` with a user, else `none`",
            "How the user is proved: `basic` sends user and password with every request, `jwt` fetches a token with them"
                    + " and renews it, `none` sends nothing.");

    /** Which transport is used. */
    public static final Option<String> TRANSPORT = withoutDefault(
            "transport",
            ValueTypes.transportName(),
            "chosen from the class path",
            "The name of the transport, such as `httpclient` or `netty`.");

    /** Which server gets the next request. */
    public static final Option<LoadBalancing> LOAD_BALANCING = withDefault(
            "loadBalancing",
            choice(LoadBalancing.class),
            LoadBalancing.NONE,
            "Which of several servers gets the next request: `none` stays with one until it fails, `round-robin` takes turns,"
                    + " `random` leaves it to chance.");

    /** Whether servers are asked for others. */
    public static final Option<Boolean> DISCOVER_ENDPOINTS = withDefault(
            "discoverEndpoints",
            flag(),
            false,
            "Whether to ask a coordinator of a cluster for all of them, before the first request and then each minute, and to use"
                    + " those that it names.");

    /** The limit of connecting. */
    public static final Option<Duration> CONNECT_TIMEOUT = withDefault(
            "connectTimeout",
            limit(),
            Duration.ofSeconds(5),
            "The longest time for name look-up, TCP connect and TLS handshake together.");

    /** The limit of waiting for a pooled connection. */
    public static final Option<Duration> ACQUIRE_TIMEOUT = withDefault(
            "acquireTimeout",
            limit(),
            Duration.ofSeconds(10),
            "The longest wait for a free connection when all are in use.");

    /** The limit of the server's silence. */
    public static final Option<Duration> RESPONSE_TIMEOUT = withDefault(
            "responseTimeout",
            limit(),
            Duration.ofSeconds(60),
            "How long the server may be silent, before and within its answer.");

    /** The limit of a whole exchange. */
    public static final Option<Duration> COMMIT_TIMEOUT = withDefault(
            "commitTimeout",
            limit(),
            Duration.ZERO,
            "The longest time for a whole request and its answer, such as the commit of a batch.");

    /** What is sent again. */
    public static final Option<RetryPolicy> RETRY = withDefault(
            "retry",
            ValueTypes.retry(),
            RetryPolicy.none(),
            "How many times a request is sent again that cannot have run or was declared repeatable; then the longest pause before"
                    + " the second attempt, the longest of all, and how long after the first failure one may begin.");

    /** The size of the pool. */
    public static final Option<Integer> MAX_CONNECTIONS =
            withDefault("maxConnections", count(1, 65_535), 16, "How many connections may be open to each server.");

    /** How long the pool keeps what is unused. */
    public static final Option<Duration> IDLE_TIMEOUT =
            withDefault("idleTimeout", limit(), Duration.ofSeconds(30), "How long an unused connection is kept open.");

    /** The longest queue of a batch, in requests. */
    public static final Option<Integer> MAX_REQUESTS =
            withDefault("maxRequests", count(1, 1_000_000_000), 1_000_000, "How many requests a batch may queue.");

    /** The longest queue of a batch, in bytes. */
    public static final Option<Long> MAX_BYTES =
            withDefault("maxBytes", size(KIB, 1024 * GIB), 512 * MIB, "How many bytes of requests a batch may queue.");

    /** How much of a queue stays in memory. */
    public static final Option<Long> SPILL_THRESHOLD = withDefault(
            "spillThreshold",
            sizeOrNever(KIB, 1024 * GIB),
            Long.MAX_VALUE,
            "How many bytes of a batch's queue stay in memory; beyond them it continues in a temporary file.");

    /** Where the rest of a queue goes. */
    public static final Option<Path> SPILL_FOLDER = withoutDefault(
            "spillFolder",
            ValueTypes.folder(),
            "the JVM's `java.io.tmpdir`",
            "The folder for the temporary files of `spillThreshold`.");

    /** How many operations become one request. */
    public static final Option<Integer> MAX_COALESCED = withDefault(
            "maxCoalesced",
            count(1, 1_000_000),
            1_000,
            "How many neighbouring operations on single documents may travel as one request for many; 1 for each by itself.");

    /** How commits travel. */
    public static final Option<BatchCarrier> CARRIER = withDefault(
            "carrier",
            choice(BatchCarrier.class),
            BatchCarrier.AUTO,
            "How a commit travels: `multipart` in one call to `/_api/batch`, which servers have up to 3.12.2, `pipeline` request by request,"
                    + " `auto` as the server needs it.");

    /** How far requests run ahead of answers. */
    public static final Option<Integer> PIPELINE_WINDOW = withDefault(
            "pipelineWindow",
            count(1, 1024),
            8,
            "How many requests the carrier `pipeline` sends ahead of their answers at the most. Some servers become very slow from 16 on.");

    /** The longest call. */
    public static final Option<Long> MAX_CALL_BYTES = withDefault(
            "maxCallBytes",
            size(KIB, 1024 * GIB),
            GIB,
            "How large one call of the carrier `multipart` may be; a larger commit goes out in several. Servers take 1 GiB, before 3.0 512 MiB.");

    /** The longest answer. */
    public static final Option<Long> MAX_RESPONSE_BYTES = withDefault(
            "maxResponseBytes",
            size(KIB, 1024 * GIB),
            GIB,
            "How many bytes an answer may have; longer ones are refused.");

    /** Whom to trust, as PEM. */
    public static final Option<Path> TRUST_CERTIFICATES = withoutDefault(
            "trustCertificates",
            file(),
            "the JVM's trust",
            "A PEM file with the certificates to trust instead of the JVM's.");

    /** Whom to trust, as a key store. */
    public static final Option<Path> TRUST_STORE = withoutDefault(
            "trustStore",
            file(),
            "the JVM's trust",
            "A PKCS#12 or JKS file with the certificates to trust instead of the JVM's.");

    /** What opens the trust store. */
    public static final Option<String> TRUST_STORE_PASSWORD =
            secret("trustStorePassword", "none", "The password of `trustStore`.");

    /** Who the client is, as PEM. */
    public static final Option<Path> CLIENT_CERTIFICATE = withoutDefault(
            "clientCertificate",
            file(),
            "none",
            "A PEM file with the client's certificate, followed by those that signed it. Needs `clientKey`.");

    /** The key that belongs to the client's certificate. */
    public static final Option<Path> CLIENT_KEY = withoutDefault(
            "clientKey",
            file(),
            "none",
            "A PEM file with the private key of `clientCertificate`: PKCS#8, unencrypted; RSA, EC or Ed25519.");

    /** Who the client is, as a key store. */
    public static final Option<Path> KEY_STORE = withoutDefault(
            "keyStore",
            file(),
            "none",
            "A PKCS#12 or JKS file with the client's certificate and key, instead of the two PEM files.");

    /** What opens the key store. */
    public static final Option<String> KEY_STORE_PASSWORD =
            secret("keyStorePassword", "none", "The password of `keyStore` and of the key in it.");

    /** All options in the order in which people read them. */
    public static final List<Option<?>> ALL = List.of(
            USER,
            PASSWORD,
            AUTH,
            TRANSPORT,
            LOAD_BALANCING,
            DISCOVER_ENDPOINTS,
            CONNECT_TIMEOUT,
            ACQUIRE_TIMEOUT,
            RESPONSE_TIMEOUT,
            COMMIT_TIMEOUT,
            RETRY,
            MAX_CONNECTIONS,
            IDLE_TIMEOUT,
            MAX_REQUESTS,
            MAX_BYTES,
            SPILL_THRESHOLD,
            SPILL_FOLDER,
            MAX_COALESCED,
            CARRIER,
            PIPELINE_WINDOW,
            MAX_CALL_BYTES,
            MAX_RESPONSE_BYTES,
            TRUST_CERTIFICATES,
            TRUST_STORE,
            TRUST_STORE_PASSWORD,
            CLIENT_CERTIFICATE,
            CLIENT_KEY,
            KEY_STORE,
            KEY_STORE_PASSWORD);

    private Options() {}

    /**
     * The option of that name.
     *
     * @throws ArangoConfigurationException if there is none, with the nearest name there is
     */
    static Option<?> named(String name) {
        return ALL.stream()
                .filter(option -> option.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(name));
    }

    private static ArangoConfigurationException unknown(String name) {
        List<String> names = ALL.stream().<String>map(Option::name).toList();
        String hint = NearestName.of(name, names)
                .map(near -> "did you mean " + near + "?")
                .orElseGet(() -> "known are " + String.join(", ", names));
        return new ArangoConfigurationException("unknown option " + Texts.quote(name) + ": " + hint);
    }
}

package io.arangobatch.tck.broken;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is wrong with a transport, which tests of the kit must fail for it, and where else it may truly show. Tests of other names must pass.
 */
enum Fault {
    /** Nothing is. */
    NONE("nothing", "", ""),

    SENDS_CHUNKED("a large body is sent in chunks", "request.content-length", "body. time. faults. tls.large"),
    DROPS_A_HEADER(
            "the Authorization header is dropped",
            "request.headers-order request.headers-values request.header-long batch.credentials refusal.wrong-password",
            ""),
    SORTS_HEADERS("headers are sent in the order of their names", "request.headers-order", ""),
    MERGES_HEADERS("headers of one name are merged into one", "request.headers-duplicates", ""),
    LOWER_CASES_HEADERS("header names are sent in lower case", "request.headers-case", "request."),
    DROPS_EMPTY_HEADERS("headers without a value are dropped", "request.header-empty-value", ""),
    ADDS_A_USER_AGENT("a User-Agent is added", "request.headers-none-added", ""),
    HOST_WITHOUT_PORT("Host lacks the port", "request.host request.host-name", ""),
    OMITS_LENGTH_ZERO("a POST without a body has no Content-Length", "request.content-length-zero", ""),
    LOWER_CASES_THE_PATH(
            "the target is sent in lower case", "request.target-percent-encoding request.target-hex-case", "request."),
    ENCODES_THE_TARGET_AGAIN(
            "percent signs of the target are encoded once more",
            "request.target-percent-encoding request.target-hex-case request.target-query",
            ""),
    RESOLVES_DOT_SEGMENTS("dot segments of the target are resolved", "request.target-dot-segments", ""),
    DROPS_AN_EMPTY_QUERY("a question mark with nothing after it is dropped", "request.target-empty-query", ""),

    TAKES_THE_BODY_AT_ONCE(
            "all buffers of a body are taken before the first is written",
            "body.not-gathered abort.sending abort.session-closed-unsent",
            "abort.sending-then-whole"),
    FORGETS_THE_ARRAY_OFFSET(
            "a buffer over part of an array is read from the beginning of the array", "body.array-with-offset", ""),
    STOPS_AT_AN_EMPTY_BUFFER("an empty buffer is taken for the end of the body", "body.empty-buffers", ""),
    WRITES_INTO_THE_BODY("the buffers of a body are written to", "body.not-changed", ""),

    FOLLOWS_REDIRECTS("redirects are followed", "answer.redirect-not-followed refusal.307", ""),
    REPEATS_WHEN_UNAVAILABLE("a request is repeated after a 503", "answer.unavailable-not-repeated refusal.503", ""),
    ANSWERS_CHALLENGES(
            "a request is repeated with credentials after a 401", "answer.unauthorized-not-answered refusal.401", ""),
    KEEPS_COOKIES("cookies are kept and sent back", "answer.cookies-not-kept", ""),
    THROWS_FOR_BAD_STATUS(
            "a status of 400 or more fails the exchange",
            "answer.statuses refusal.400 refusal.401 refusal.403 refusal.404-database refusal.404-endpoint refusal.405 refusal.413 refusal.500 refusal.501 refusal.503 refusal.next-batch",
            "answer. connections.reuse-after-error refusal."),
    HANDS_INTERIM_ANSWERS_ON(
            "interim answers are handed on", "answer.interim-skipped sink.order faults.interim-only", ""),
    LOSES_THE_REASON("the reason phrase is lost", "answer.reason-words", ""),
    SORTS_ANSWER_HEADERS("the headers of an answer are sorted", "answer.headers-order", ""),
    MERGES_ANSWER_HEADERS("headers of an answer are merged", "answer.headers-duplicates", ""),
    LOWER_CASES_ANSWER_HEADERS("header names of an answer are changed to lower case", "answer.headers-case", ""),
    EXPECTS_A_BODY_FOR_HEAD(
            "an answer to HEAD is taken to have a body",
            "answer.head-no-body answer.head-chunked-no-body connections.reuse-after-no-body",
            ""),
    EXPECTS_A_BODY_FOR_304("a 304 is taken to have a body", "answer.304-no-body", "connections.reuse-after-no-body"),
    LOSES_SMALL_CHUNKS(
            "the smallest chunks of an answer are lost", "answer.chunked-extensions answer.chunked-tiny", ""),
    LOSES_THE_FIRST_BYTES(
            "what comes with the head of a body without a length is lost",
            "answer.close-delimited answer.http10",
            "lifecycle.close-within-body flow.end-while-paused"),
    ACCEPTS_GARBAGE(
            "bytes that are no HTTP are taken for an answer",
            "faults.garbage",
            "faults.garbage-status connections.close-after-failure"),
    ACCEPTS_SHORT_ANSWERS(
            "an answer shorter than its length is taken for whole",
            "faults.cut-within-body faults.cut-after-head faults.large-cut tls.cut-within-body outcome.length-too-large",
            "faults.chunk-cut"),
    MISSES_NO_LAST_CHUNK(
            "the end of the connection between two chunks is taken for the last chunk",
            "faults.chunk-last-missing",
            ""),
    SKIPS_TO_THE_END_OF_CHUNKS(
            "what follows a chunk is skipped to the end of the line", "faults.chunk-end-missing", "faults."),
    BELIEVES_THE_FIRST_LENGTH("of two lengths the first is believed", "faults.length-conflict", ""),
    TAKES_A_RESET_FOR_THE_END(
            "a reset within the answer is taken for its end", "faults.reset-within-body", "tls.reset"),
    ACCEPTS_CUT_TLS("an end without close_notify is taken for the end of the answer", "tls.truncated", ""),
    KEEPS_SURPLUS_BYTES("bytes after the answer are kept for the next", "faults.two-answers", "faults.surplus"),

    COMPLETES_TOO_EARLY(
            "the future completes before the last bytes of a large body are delivered",
            "sink.before-end",
            "memory. answer.large tls.large flow. sink."),
    GIVES_THE_HEAD_TWICE("onHead is called twice", "sink.order", "sink. flow. cancel."),
    CALLS_FROM_TWO_THREADS(
            "large chunks are handed on from two threads at once",
            "sink.one-at-a-time",
            "sink. answer. memory. flow. tls.large faults.large-cut batch."),
    RELIES_ON_POSITIONS("the position of a chunk is relied upon after the call", "sink.drained-chunk", "batch."),
    GATHERS_THE_ANSWER(
            "the answer is gathered before it is handed on",
            "memory.first-bytes-at-once abort.within-answer abort.session-closed abort.connection-closed-within-answer outcome.close-within-part outcome.close-between-parts outcome.close-before-end outcome.reset-within-part deadline.response-within-answer deadline.commit-drip parallel.answers-at-once",
            "memory. flow. faults. time. cancel. tls. lifecycle. sink. outcome. abort. deadline."),
    KEEPS_THE_WHOLE_ANSWER("whatever was handed on is kept until the answer has ended", "memory.small-heap", ""),
    OVERWRITES_CHUNKS(
            "a chunk is overwritten while the sink looks at it",
            "sink.chunk-stays",
            "sink. batch. content. memory. answer. flow. pool. tls."),
    CROSSES_ANSWERS(
            "exchanges that wait at the same time get the answers of each other",
            "pool.many-at-once pool.many-threads parallel.many-threads abort.alone",
            "pool. parallel. cancel. lifecycle. abort. connections. time. flow."),
    SWALLOWS_WHAT_THE_SINK_THROWS(
            "what the sink throws is swallowed", "sink.throws-in-head sink.throws-in-body", "sink."),
    CATCHES_NO_ERRORS("an Error that the sink throws ends nothing", "sink.throws-an-error", ""),
    WRITES_ON_THE_CALLER(
            "exchange returns when the request is written",
            "sink.exchange-returns-at-once",
            "sink. cancel. time. pool. lifecycle. connections. faults. body. flow."),

    NEVER_REUSES(
            "no connection is used again",
            "connections.reuse connections.reuse-after-chunks connections.reuse-after-no-body connections.reuse-after-error connections.reuse-after-empty-connection-header pool.idle-no-limit abort.after-end refusal.next-batch",
            "cancel.after-the-end time.response-own tls.reuse flow.after-the-end lifecycle.instances-apart faults.reused-not-repeated pool.limit"),
    IGNORES_CONNECTION_CLOSE(
            "a connection is used again after Connection: close", "connections.close connections.close-in-list", ""),
    TAKES_CONNECTION_AS_ONE_WORD("close is not seen in a list of options", "connections.close-in-list", ""),
    TAKES_HTTP_1_0_FOR_1_1("a connection is used again after HTTP/1.0", "connections.close-after-http10", ""),
    TRUSTS_IDLE_CONNECTIONS(
            "a pooled connection is used without a look at it",
            "connections.stale connections.stale-many faults.unasked-answer outcome.stale-connection",
            ""),
    REPEATS_ON_STALE(
            "a request is repeated when its pooled connection breaks",
            "faults.reused-not-repeated outcome.reset-really-ran",
            "outcome.cut-of-a-real-answer"),
    REPEATS_REQUESTS(
            "a request is repeated when its connection breaks",
            "faults.get-not-repeated faults.post-not-repeated faults.reused-not-repeated outcome.reset-really-ran outcome.reset-after-request outcome.close-after-request outcome.no-http",
            "faults. pool. connections. outcome."),
    REUSES_BROKEN_CONNECTIONS(
            "a connection is used again after a broken answer",
            "connections.close-after-failure",
            "connections. faults. pool. time. sink. tls."),
    LEAKS_CONNECTIONS(
            "the connection of a failed exchange stays open",
            "faults.garbage time.response-before-head",
            "faults. time. sink. tls. connections. flow. cancel. pool. lifecycle."),
    LEAKS_PLACES(
            "a failed exchange keeps its place in the pool",
            "pool.slot-free-after-failure pool.slot-free-after-refusal pool.slot-free-after-timeout outcome.connection-goes-on deadline.next-batch",
            "sink.throws-alone outcome. deadline."),
    GIVES_PLACES_BACK_TWICE("each exchange gives its place in the pool back twice", "pool.limit", "pool. cancel.twice"),
    IGNORES_THE_LIMIT(
            "there is no limit of connections",
            "pool.limit pool.acquire-timeout deadline.acquire",
            "pool. cancel. time. lifecycle. abort.waiting"),
    HAS_ONE_LIMIT_FOR_ALL("all endpoints share one limit of connections", "pool.endpoints-apart", ""),
    SERVES_THE_LAST_FIRST("who waits last is served first", "pool.fair", ""),
    NEVER_EVICTS("idle connections stay open", "pool.idle-eviction", ""),
    TAKES_ZERO_FOR_NO_TIME("an acquireTimeout of zero means no time", "pool.acquire-no-limit", ""),

    IGNORES_CONNECT_TIMEOUT("connectTimeout is ignored", "time.connect time.connect-tls deadline.connect", ""),
    IGNORES_ACQUIRE_TIMEOUT(
            "acquireTimeout is ignored",
            "pool.acquire-timeout pool.acquire-timeout-alone deadline.acquire",
            "time.leaves-nothing"),
    IGNORES_RESPONSE_TIMEOUT(
            "responseTimeout is ignored",
            "time.response-before-head time.response-within-head time.response-within-body deadline.response deadline.response-within-answer deadline.next-batch",
            "time. faults. pool.slot-free-after-timeout flow.response-timeout-stands connections."),
    IGNORES_TOTAL_TIMEOUT(
            "totalTimeout is ignored",
            "time.total-drip time.total-before-head time.total-while-sending time.total-while-waiting time.total-while-connecting deadline.commit deadline.commit-drip deadline.commit-sending",
            "time. body.not-gathered flow.total-timeout-runs cancel.connecting connections.close-after-early-answer"),
    COUNTS_PAUSES_AS_SILENCE("responseTimeout runs while the consumer is paused", "flow.response-timeout-stands", ""),
    LEAKS_TIMERS("the timer of an exchange runs on when it has ended", "time.total-not-reached", "time.response-own"),

    IGNORES_PAUSE(
            "pause is ignored",
            "flow.last-word flow.pause-holds-back flow.pause-reaches-the-server flow.pause-within-body flow.twice",
            "flow. cancel.paused"),
    COUNTS_PAUSES(
            "pauses are counted",
            "flow.twice",
            "flow.stop-and-go flow.pause-within-body flow.resume-from-the-sink flow.last-word"),
    RESUMES_LATE("a resume takes effect after a pause that came later", "flow.last-word flow.twice", "flow."),

    CLAIMS_TO_PIPELINE(
            "pipelining is declared, but each request waits for the answer before it",
            "pipeline.ahead pipeline.glued pipeline.holds-connection pipeline.connection-close",
            "pipeline."),
    LETS_A_REQUEST_OVERTAKE(
            "a request without a body overtakes others that wait to be written",
            "pipeline.order pipeline.order-on-the-wire",
            "pipeline."),
    ENDS_OUT_OF_ORDER(
            "the end of an exchange in line is told after that of the next",
            "pipeline.order pipeline.sink-in-turn",
            "pipeline."),
    MIXES_UP_ANSWERS("an answer in line is handed to the next sink", "pipeline.own-answer pipeline.glued", "pipeline."),
    READS_WHEN_ALL_IS_WRITTEN(
            "answers in line are read when all requests are written",
            "pipeline.both-ways",
            "pipeline.cancel-unsent pipeline.order-on-the-wire"),
    SAYS_UNSENT_BEHIND_A_BREAK(
            "requestSent is false for what was written behind an exchange that broke",
            "pipeline.break-sent pipeline.cancel-sent pipeline.sink-throws-sent",
            "pipeline.silence"),
    CANCEL_BREAKS_THE_WHOLE_PIPELINE(
            "cancelling an exchange closes the connection under those before it",
            "pipeline.cancel-behind pipeline.cancel-sent pipeline.total-behind",
            "pipeline.cancel-unsent"),
    PIPELINES_BEHIND_CONNECTION_CLOSE(
            "a pipeline goes on after Connection: close",
            "pipeline.connection-close pipeline.http10",
            "pipeline.close-delimited"),
    KEEPS_THE_CONNECTION_OF_A_PIPELINE(
            "the connection of a closed pipeline does not go back",
            "pipeline.gives-back pipeline.holds-connection",
            ""),

    SWALLOWS_CANCEL(
            "cancel is ignored",
            "cancel.before-head cancel.within-body cancel.waiting cancel.sending cancel.frees-the-slot abort.before-answer abort.within-answer abort.frees-connection abort.session-closed",
            "cancel. tls.cancel abort."),
    CANCEL_KEEPS_THE_CONNECTION(
            "a cancelled exchange keeps its connection",
            "cancel.before-head cancel.within-body abort.before-answer abort.within-answer abort.session-closed",
            "cancel. tls.cancel abort."),
    CANCEL_KEEPS_THE_PLACE(
            "a cancelled exchange keeps its place in the pool",
            "cancel.frees-the-slot abort.frees-connection",
            "cancel. abort."),
    CANCEL_REACHES_BEYOND_THE_END(
            "cancelling an exchange that has ended closes its connection", "cancel.after-the-end", ""),
    CANCEL_ENDS_OTHERS("cancelling an exchange ends all others", "abort.alone cancel.alone", "cancel. abort. pool."),
    CALLS_THE_SINK_AFTER_CANCEL(
            "the sink is told of a cancellation", "cancel.silences-the-sink cancel.from-the-sink", ""),
    SENDS_WHAT_WAS_CANCELLED(
            "an exchange that was cancelled while it waited is sent", "cancel.waiting", "cancel. time. lifecycle."),

    SAYS_UNSENT_AFTER_SENDING(
            "requestSent is false though the request left",
            "faults.reset-after-request faults.close-after-request outcome.reset-after-request outcome.close-after-request outcome.reset-really-ran outcome.within-head abort.connection-closed deadline.response",
            "faults. time. lifecycle. flow. tls. connections. outcome. abort. deadline."),
    SAYS_SENT_BEFORE_SENDING(
            "requestSent is true though nothing left",
            "faults.refused faults.reset-on-accept faults.reset-during-request",
            "faults. time. lifecycle. pool. tls."),
    TELLS_THE_WRONG_PHASE(
            "the phase of a failure is another",
            "faults.refused faults.reset-after-request faults.reset-during-request",
            "faults. time. lifecycle. pool. tls. flow."),
    HIDES_THE_ENDPOINT(
            "a failure does not name the endpoint",
            "faults.names-endpoint time.names-what-ran-out",
            "pool.acquire-timeout"),
    TELLS_SECRETS("a failure tells header values", "faults.names-no-secret", ""),

    TRUSTS_ANY_CERTIFICATE(
            "any certificate is trusted",
            "tls.expired tls.self-signed tls.unknown-issuer tls.default-context",
            "tls.client-certificate"),
    IGNORES_HOST_NAMES("the host name is not verified", "tls.other-host", ""),
    IGNORES_THE_SSL_CONTEXT(
            "the JVM's TLS context is used instead of the given one",
            "tls.valid-name tls.valid-address tls.client-certificate",
            "tls. lifecycle.ssl-context-stays"),
    SPEAKS_ONLY_TLS_1_3(
            "TLS 1.2 is switched off", "tls.version-1.2", "tls.client-certificate tls.client-certificate-missing"),
    SPOILS_THE_SSL_CONTEXT("close spoils the SSLContext of the caller", "lifecycle.ssl-context-stays", ""),

    STARTS_THREADS_WHEN_OPENED("open starts a thread", "lifecycle.open-makes-nothing", ""),
    THREADS_NO_DAEMONS("threads are no daemons", "lifecycle.threads-daemon", ""),
    NAMES_NO_THREADS("threads have names that tell nothing", "lifecycle.threads-named", ""),
    LEAVES_THREADS(
            "close leaves threads behind", "lifecycle.threads-gone cancel.leaves-nothing time.leaves-nothing", ""),
    KNOWS_NO_IO_THREAD("isIoThread is always false", "lifecycle.io-thread-in-sink", "lifecycle.close-from-the-sink"),
    TAKES_ALL_FOR_IO_THREADS("isIoThread is always true", "lifecycle.io-thread-elsewhere", "batch."),
    CLOSE_KEEPS_CONNECTIONS("close leaves pooled connections open", "lifecycle.close-closes-connections", "lifecycle."),
    CLOSE_LEAVES_EXCHANGES(
            "close leaves exchanges hanging",
            "lifecycle.close-while-receiving lifecycle.close-while-sending lifecycle.close-while-waiting lifecycle.close-while-connecting lifecycle.close-within-body abort.connection-closed abort.connection-closed-unsent abort.connection-closed-waiting abort.connection-closed-within-answer",
            "lifecycle. flow.close-while-paused cancel. time.leaves-nothing"),
    CLOSES_ONLY_ONCE("a second close throws", "lifecycle.close-twice", "lifecycle.close-at-once-from-many"),
    WORKS_AFTER_CLOSE(
            "exchanges are accepted after close", "lifecycle.use-after-close lifecycle.use-after-close-unused", ""),
    SHARES_ITS_STATE(
            "all transports of a provider share connections and settings",
            "lifecycle.instances-apart lifecycle.settings-apart parallel.transports-apart",
            "lifecycle."),

    OPENS_ONE_TRANSPORT_ONLY(
            "open returns the same transport each time",
            "discovery.open-fresh parallel.transports-apart",
            "lifecycle."),
    THROWS_WHERE_IT_SHOULD_TELL("unavailableBecause throws", "discovery.available", "batch."),
    IS_THERE_TWICE("two providers have one name", "discovery.one-of-that-name", ""),
    HAS_NO_SERVICE_FILE(
            "the service file does not name the provider", "discovery.one-of-that-name discovery.service-file", ""),
    HAS_AN_UNUSABLE_NAME("the name is in upper case", "discovery.name-format", "batch."),
    CHANGES_ITS_CAPABILITIES("the capabilities change from call to call", "discovery.stable", ""),
    GIVES_ITS_CAPABILITIES_AWAY(
            "the caller can change the set of capabilities", "discovery.capabilities-unmodifiable", ""),
    WORKS_IN_ITS_CONSTRUCTOR("the constructor of the provider starts a thread", "discovery.constructor-works-not", ""),
    DECLARES_WHAT_IT_CANNOT(
            "early answers are declared, but not delivered",
            "early.refusal-unread early.head-at-once early.break",
            "early.refusal");

    private final String what;
    private final Set<String> caughtBy;
    private final List<String> mayShowIn;

    Fault(String what, String caughtBy, String mayShowIn) {
        this.what = what;
        this.caughtBy = new TreeSet<>(words(caughtBy));
        this.mayShowIn = words(mayShowIn);
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : Arrays.asList(text.split(" "));
    }

    /** The fault as names of transports and tables show it. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String what() {
        return what;
    }

    /** The tests that must fail. */
    Set<String> caughtBy() {
        return caughtBy;
    }

    /** Whether a test may fail, because the fault shows there as well. */
    boolean mayShowIn(String id) {
        return caughtBy.contains(id) || mayShowIn.stream().anyMatch(id::startsWith);
    }

    /** Whether its transport writes ahead of the answers. */
    boolean pipelines() {
        return this == NONE || concerns("pipeline.");
    }

    /** Whether a test belongs to a topic of which at least one test must fail. */
    boolean concerns(String id) {
        return caughtBy.stream().anyMatch(caught -> topic(caught).equals(topic(id)));
    }

    private static String topic(String id) {
        return id.substring(0, id.indexOf('.'));
    }
}

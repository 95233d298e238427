package io.arangobatch.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.arangobatch.spi.TransportProvider;
import io.arangobatch.tck.example.JdkTransportProvider;
import org.junit.jupiter.api.Test;

/** The kit over the example of the vendor guide: what java.net.http cannot do is waived, with the reason. */
class JdkTransportTckTest extends TransportTck {

    private static final String NO_CLOSE =
            "java.net.http has no close before JDK 21: connections and the selector thread go with the garbage collector";
    private static final String LEAVES_OPEN = "java.net.http leaves a connection open whose answer it could not read";
    private static final String REPEATS = "java.net.http repeats idempotent requests whose connection broke";

    @Override
    protected TransportProvider provider() {
        return new JdkTransportProvider();
    }

    @Override
    protected TckOptions options() {
        return TckOptions.defaults()
                .waive("answer.headers-case", "java.net.http hands header names on in lower case")
                .waive("answer.headers-order", "java.net.http keeps headers in a map")
                .waive("answer.reason-words", "java.net.http does not tell the reason phrase")
                .waive("request.headers-order", "java.net.http keeps headers in a map")
                .waive("request.headers-none-added", "java.net.http adds User-Agent, and there is no way to prevent it")
                .waive(
                        "request.content-length-none",
                        "java.net.http before JDK 19 sends Content-Length: 0 with every request (JDK-8283544)")
                .waive("request.target-empty-query", "java.net.http drops an empty query")
                .waive("cancel.leaves-nothing", NO_CLOSE)
                .waive("time.leaves-nothing", NO_CLOSE)
                .waive("lifecycle.threads-gone", NO_CLOSE)
                .waive("lifecycle.close-closes-connections", NO_CLOSE)
                .waive("lifecycle.close-at-once-from-many", NO_CLOSE)
                .waive("connections.close-in-list", "java.net.http knows Connection: close only if it stands alone")
                .waive("connections.close-after-http10", "java.net.http keeps a connection after an answer of HTTP/1.0")
                .waive("pool.idle-eviction", "java.net.http has one idle timeout for the JVM, set by a system property")
                .waive("connections.close-after-failure", LEAVES_OPEN)
                .waive("faults.garbage", LEAVES_OPEN)
                .waive("faults.garbage-status", LEAVES_OPEN)
                .waive("faults.length-garbage", LEAVES_OPEN)
                .waive(
                        "faults.length-negative",
                        "java.net.http reads on until the connection ends when a Content-Length is negative")
                .waive("faults.length-conflict", "java.net.http believes the first of several Content-Lengths")
                .waive("faults.length-and-chunks", "java.net.http believes a Content-Length beside chunks")
                .waive(
                        "faults.chunk-size-garbage",
                        "java.net.http loses the chunks that arrived together with a broken one")
                .waive("faults.chunk-size-overflow", "java.net.http lets the size of a chunk overflow")
                .waive("faults.chunk-end-missing", "java.net.http does not check what follows a chunk")
                .waive("faults.chunk-trailers-cut", "java.net.http takes the size of the last chunk for the end")
                .waive("faults.get-not-repeated", REPEATS)
                .waive("faults.reused-not-repeated", REPEATS)
                .waive(
                        "tls.truncated",
                        "java.net.http takes the end of the TCP connection for the end of the TLS session");
    }

    @Test
    void theTransportUnderTestIsTheExample() {
        assertThat(provider().open(new PlainSettings()).getClass().getPackageName())
                .isEqualTo("io.arangobatch.tck.example");
    }
}

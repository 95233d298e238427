package io.arangobatch.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.arangobatch.spi.Endpoint;
import io.arangobatch.spi.HttpHeader;
import io.arangobatch.spi.RequestBody;
import io.arangobatch.spi.Transport;
import io.arangobatch.spi.TransportException;
import io.arangobatch.spi.TransportRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;

/** What the tests against a scripted server have in common. */
abstract class LoopbackTest {

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    final RecordingSink sink = new RecordingSink();

    @AfterEach
    void closeAll() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }

    <T extends AutoCloseable> T closing(T resource) {
        open.push(resource);
        return resource;
    }

    ScriptedServer server(ScriptedServer.Script script) throws IOException {
        return closing(ScriptedServer.start(script));
    }

    Transport transport(Settings settings) {
        return closing(new NettyTransportProvider().open(settings));
    }

    Transport transport() {
        return transport(Settings.defaults());
    }

    static TransportRequest get(Endpoint to) {
        return request(to, "GET", RequestBody.empty(), Duration.ZERO, Duration.ZERO);
    }

    static TransportRequest get(Endpoint to, Duration response, Duration total) {
        return request(to, "GET", RequestBody.empty(), response, total);
    }

    static TransportRequest post(Endpoint to, RequestBody body) {
        return request(to, "POST", body, Duration.ZERO, Duration.ZERO);
    }

    static TransportRequest request(Endpoint to, String method, RequestBody body, Duration response, Duration total) {
        return new TransportRequest(
                to, method, "/_api/x?q=%20", List.of(new HttpHeader("Accept", "*/*")), body, response, total);
    }

    static void done(CompletableFuture<Void> exchange) throws Exception {
        exchange.get(20, TimeUnit.SECONDS);
    }

    static Throwable failure(CompletableFuture<Void> exchange) throws Exception {
        try {
            exchange.get(20, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            return failed.getCause();
        }
        return fail("the exchange ended well");
    }

    static void assertFails(
            CompletableFuture<Void> exchange, TransportException.Phase phase, boolean requestSent, String message)
            throws Exception {
        assertThat(failure(exchange)).isInstanceOfSatisfying(TransportException.class, failed -> {
            assertThat(failed).hasMessage(message);
            assertThat(failed.phase()).isEqualTo(phase);
            assertThat(failed.requestSent()).isEqualTo(requestSent);
        });
    }

    static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                fail("did not happen: " + what);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }
}

package io.arangobatch.transport.httpclient;

import io.arangobatch.spi.Endpoint;
import io.arangobatch.spi.HttpHeader;
import io.arangobatch.spi.RequestBody;
import io.arangobatch.spi.ResponseFlow;
import io.arangobatch.spi.ResponseHead;
import io.arangobatch.spi.ResponseSink;
import io.arangobatch.spi.Transport;
import io.arangobatch.spi.TransportConfig;
import io.arangobatch.spi.TransportException;
import io.arangobatch.spi.TransportRequest;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;

/** A transport with settings that suit a test, and the few requests that the tests send. */
final class Client implements AutoCloseable {

    static final Duration NONE = Duration.ZERO;

    record Config(
            Duration connectTimeout,
            Duration acquireTimeout,
            Duration idleTimeout,
            int maxConnections,
            Optional<SSLContext> sslContext)
            implements TransportConfig {

        static final Config DEFAULT =
                new Config(Duration.ofSeconds(10), Duration.ofSeconds(10), NONE, 8, Optional.empty());

        Config connections(int max) {
            return new Config(connectTimeout, acquireTimeout, idleTimeout, max, sslContext);
        }

        Config acquire(Duration limit) {
            return new Config(connectTimeout, limit, idleTimeout, maxConnections, sslContext);
        }

        Config connect(Duration limit) {
            return new Config(limit, acquireTimeout, idleTimeout, maxConnections, sslContext);
        }

        Config idle(Duration limit) {
            return new Config(connectTimeout, acquireTimeout, limit, maxConnections, sslContext);
        }

        Config ssl(SSLContext context) {
            return new Config(connectTimeout, acquireTimeout, idleTimeout, maxConnections, Optional.of(context));
        }
    }

    /** What one exchange brought. */
    static class Call implements ResponseSink {

        final CompletableFuture<Void> head = new CompletableFuture<>();
        final ByteArrayOutputStream body = new ByteArrayOutputStream();
        volatile long received;
        volatile ResponseHead response;
        volatile ResponseFlow flow;
        CompletableFuture<Void> end;

        @Override
        public void onHead(ResponseHead head, ResponseFlow flow) {
            response = head;
            this.flow = flow;
            this.head.complete(null);
        }

        @Override
        public void onBody(ByteBuffer chunk) {
            received += chunk.remaining();
            if (received <= 1_000_000) {
                byte[] bytes = new byte[chunk.remaining()];
                chunk.get(bytes);
                body.writeBytes(bytes);
            }
        }

        String text() {
            return body.toString(StandardCharsets.ISO_8859_1);
        }

        Call await() {
            get(end);
            return this;
        }

        TransportException failure() {
            return (TransportException) Client.failure(end);
        }
    }

    final Transport transport;

    Client() {
        this(Config.DEFAULT);
    }

    Client(Config config) {
        transport = new HttpClientTransportProvider().open(config);
    }

    static TransportRequest get(Endpoint endpoint) {
        return request(endpoint, "GET", "/_api/version", RequestBody.empty(), NONE, NONE);
    }

    static TransportRequest post(Endpoint endpoint, RequestBody body) {
        return request(endpoint, "POST", "/_api/batch", body, NONE, NONE);
    }

    static TransportRequest request(
            Endpoint endpoint,
            String method,
            String target,
            RequestBody body,
            Duration responseTimeout,
            Duration totalTimeout,
            HttpHeader... headers) {
        return new TransportRequest(endpoint, method, target, List.of(headers), body, responseTimeout, totalTimeout);
    }

    Call send(TransportRequest request) {
        return send(request, new Call());
    }

    Call send(TransportRequest request, Call call) {
        call.end = transport.exchange(request, call);
        return call;
    }

    static <T> T get(CompletableFuture<T> future) {
        try {
            return future.get(20, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    static Throwable failure(CompletableFuture<Void> end) {
        try {
            end.get(20, TimeUnit.SECONDS);
            throw new AssertionError("the exchange ended well");
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("arangobatch-httpclient-"))
                .toList();
    }

    static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("the condition did not come true within 10 seconds");
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Override
    public void close() {
        transport.close();
    }
}

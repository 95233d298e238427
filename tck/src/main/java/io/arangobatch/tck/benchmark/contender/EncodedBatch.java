package io.arangobatch.tck.benchmark.contender;

import io.arangobatch.ArangoDriver;
import io.arangobatch.BatchCarrier;
import io.arangobatch.BatchCommitException;
import io.arangobatch.BatchOptions;
import io.arangobatch.BatchSession;
import io.arangobatch.Connection;
import io.arangobatch.ConnectionConfig;
import io.arangobatch.spi.HttpHeader;
import io.arangobatch.spi.RequestBody;
import io.arangobatch.spi.ResponseSink;
import io.arangobatch.spi.Transport;
import io.arangobatch.spi.TransportException;
import io.arangobatch.spi.TransportRequest;
import io.arangobatch.tck.benchmark.Target;
import io.arangobatch.tck.benchmark.load.Operation;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The bytes with which our driver commits a batch, caught on their way to the network. */
final class EncodedBatch {

    private EncodedBatch() {}

    /** Returns the whole HTTP request in one buffer outside the heap. */
    static ByteBuffer of(Target target, List<Operation> operations, BatchOptions options) {
        TransportRequest request = request(target, operations, options);
        byte[] head = head(request).getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer whole = ByteBuffer.allocateDirect(
                Math.toIntExact(head.length + request.body().length()));
        whole.put(head);
        request.body().buffers().forEachRemaining(whole::put);
        return whole.flip();
    }

    /** Returns what a transport gets to send. */
    static TransportRequest request(Target target, List<Operation> operations, BatchOptions options) {
        Catcher catcher = new Catcher();
        ConnectionConfig.Builder config = ConnectionConfig.builder()
                .endpoint(target.host(), target.port())
                .database(target.database())
                .carrier(BatchCarrier.MULTIPART)
                .transport(catcher);
        if (target.authenticated()) {
            config.user(target.user()).password(target.password());
        }
        try (Connection connection = ArangoDriver.connect(config.build());
                BatchSession session = connection.beginBatch(options.returnResults(false))) {
            operations.forEach(operation -> session.add(DriverContender.request(operation, target.collection())));
            session.commit();
        } catch (BatchCommitException expected) {
            TransportRequest caught = catcher.caught;
            if (caught != null) {
                return caught;
            }
            throw expected;
        }
        throw new IllegalStateException("a batch was committed that went nowhere");
    }

    private static String head(TransportRequest request) {
        StringBuilder head = new StringBuilder()
                .append("%s %s HTTP/1.1\r\n".formatted(request.method(), request.target()))
                .append("Host: %s:%d\r\n"
                        .formatted(request.endpoint().host(), request.endpoint().port()));
        for (HttpHeader header : request.headers()) {
            head.append(header.name()).append(": ").append(header.value()).append("\r\n");
        }
        return head.append("Content-Length: ")
                .append(request.body().length())
                .append("\r\n\r\n")
                .toString();
    }

    /** Returns the same request with its body in memory that is written now. */
    static TransportRequest copy(TransportRequest request) {
        List<ByteBuffer> body = new ArrayList<>();
        request.body().buffers().forEachRemaining(buffer -> body.add(copy(buffer)));
        return new TransportRequest(
                request.endpoint(),
                request.method(),
                request.target(),
                request.headers(),
                RequestBody.of(body),
                request.responseTimeout(),
                request.totalTimeout());
    }

    /** Returns a copy on the heap. */
    static ByteBuffer copy(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return ByteBuffer.wrap(bytes);
    }

    private static final class Catcher implements Transport {
        private volatile @Nullable TransportRequest caught;

        @Override
        public CompletableFuture<Void> exchange(TransportRequest request, ResponseSink sink) {
            caught = copy(request);
            return CompletableFuture.failedFuture(
                    new TransportException(TransportException.Phase.CONNECT, false, "caught"));
        }

        @Override
        public boolean isIoThread() {
            return false;
        }

        @Override
        public void close() {}
    }
}

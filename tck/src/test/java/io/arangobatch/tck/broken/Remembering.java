package io.arangobatch.tck.broken;

import io.arangobatch.spi.Endpoint;
import io.arangobatch.spi.HttpHeader;
import io.arangobatch.spi.ResponseFlow;
import io.arangobatch.spi.ResponseHead;
import io.arangobatch.spi.ResponseSink;
import io.arangobatch.spi.Transport;
import io.arangobatch.spi.TransportRequest;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Keeps the last cookie of each server and sends it back, over a transport that does not. */
record Remembering(Transport inner, Map<Endpoint, String> cookies) implements Transport {

    Remembering(Transport inner) {
        this(inner, new ConcurrentHashMap<>());
    }

    @Override
    public CompletableFuture<Void> exchange(TransportRequest request, ResponseSink sink) {
        String cookie = cookies.get(request.endpoint());
        return inner.exchange(
                cookie == null ? request : with(request, new HttpHeader("Cookie", cookie)),
                new Noting(request.endpoint(), sink));
    }

    private static TransportRequest with(TransportRequest request, HttpHeader header) {
        return new TransportRequest(
                request.endpoint(),
                request.method(),
                request.target(),
                Stream.concat(request.headers().stream(), Stream.of(header)).toList(),
                request.body(),
                request.responseTimeout(),
                request.totalTimeout());
    }

    @Override
    public boolean isIoThread() {
        return inner.isIoThread();
    }

    @Override
    public void close() {
        inner.close();
    }

    private final class Noting implements ResponseSink {

        private final Endpoint endpoint;
        private final ResponseSink sink;

        Noting(Endpoint endpoint, ResponseSink sink) {
            this.endpoint = endpoint;
            this.sink = sink;
        }

        @Override
        public void onHead(ResponseHead head, ResponseFlow flow) {
            head.header("Set-Cookie").ifPresent(cookie -> cookies.put(endpoint, cookie.replaceFirst(";.*", "")));
            sink.onHead(head, flow);
        }

        @Override
        public void onBody(ByteBuffer chunk) {
            sink.onBody(chunk);
        }
    }
}

package io.arangobatch.transport.httpclient;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.RequestNotExecutedException;
import org.apache.hc.core5.http.impl.BasicEntityDetails;
import org.apache.hc.core5.http.nio.AsyncClientExchangeHandler;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.RequestChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * One exchange on one connection, as the library drives it, all on the connection's I/O thread. A request that never began can move
 * to another connection with another handler; one that began ends with this one.
 */
final class ExchangeHandler implements AsyncClientExchangeHandler {

    private final HttpExchange exchange;
    private final Connection connection;
    private final AtomicBoolean lost = new AtomicBoolean();
    private volatile boolean begun;
    private volatile boolean whole;
    private @Nullable BodyUpload upload;
    private @Nullable IOException writeFailure;

    ExchangeHandler(HttpExchange exchange, Connection connection) {
        this.exchange = exchange;
        this.connection = connection;
    }

    @Override
    public void produceRequest(RequestChannel channel, HttpContext context) throws HttpException, IOException {
        if (exchange.isOver()) {
            return;
        }
        begun = true;
        connection.awaitAnswer(exchange.silence());
        exchange.progress().sending();
        long length = exchange.request().body().length();
        if (length == 0) {
            // Said beforehand: within the call the bytes leave.
            exchange.progress().requestSent();
            channel.sendRequest(RequestHead.of(exchange.request()), null, context);
            exchange.silence().start();
        } else {
            upload = new BodyUpload(exchange.request().body());
            channel.sendRequest(RequestHead.of(exchange.request()), new BasicEntityDetails(length, null), context);
        }
    }

    @Override
    public int available() {
        return isUploading() ? 1 : 0;
    }

    @Override
    public void produce(DataStreamChannel channel) throws IOException {
        BodyUpload body = upload;
        if (body == null || !isUploading()) {
            return;
        }
        try {
            body.writeTo(channel);
        } catch (UnreadableBodyException e) {
            throw e;
        } catch (IOException e) {
            // The server may have said why before it hung up: go on reading, and what ends that ends the exchange.
            writeFailure = e;
            exchange.silence().start();
            return;
        }
        if (body.isComplete()) {
            exchange.progress().requestSent();
            channel.endStream();
            exchange.silence().start();
        }
    }

    private boolean isUploading() {
        return upload != null && !upload.isComplete() && writeFailure == null && !exchange.isOver();
    }

    @Override
    public void consumeInformation(HttpResponse interim, HttpContext context) {
        // Says only that the server is there, which the watch over its silence has noticed already.
    }

    @Override
    public void consumeResponse(HttpResponse response, @Nullable EntityDetails body, HttpContext context)
            throws HttpException {
        exchange.answerBegins(response);
        if (body == null) {
            finished();
        }
    }

    @Override
    public void updateCapacity(CapacityChannel channel) {
        exchange.flow().windowIsUsedUp(channel);
    }

    @Override
    public void consume(ByteBuffer chunk) {
        exchange.answerGoesOn(chunk.asReadOnlyBuffer());
    }

    @Override
    public void streamEnd(@Nullable List<? extends Header> trailers) {
        finished();
    }

    private void finished() {
        whole = true;
        connection.answered(this);
    }

    /** The connection has looked at all that came with the answer. */
    void answerIsWhole(boolean connectionIntact) {
        exchange.succeed(connectionIntact && exchange.progress().isRequestSent());
    }

    @Override
    public void failed(Exception cause) {
        if (whole || !lost.compareAndSet(false, true)) {
            return;
        }
        if (!begun) {
            exchange.connectionLostUnused(cause);
            return;
        }
        if (writeFailure != null && writeFailure != cause) {
            cause.addSuppressed(writeFailure);
        }
        exchange.connectionBroke(cause);
    }

    @Override
    public void cancel() {
        failed(new RequestNotExecutedException());
    }

    @Override
    public void releaseResources() {
        // Nothing is held here. Whatever way a connection ends, the library has called failed() before.
    }
}

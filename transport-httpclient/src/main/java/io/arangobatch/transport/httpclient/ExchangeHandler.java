package io.arangobatch.transport.httpclient;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.RequestNotExecutedException;
import org.apache.hc.core5.http.impl.BasicEntityDetails;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
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
    private long endsAt = Long.MAX_VALUE;
    private boolean keepAlive;
    private @Nullable HttpRequest head;
    private @Nullable BodyUpload upload;
    private @Nullable Exception writeFailure;

    ExchangeHandler(HttpExchange exchange, Connection connection) {
        this.exchange = exchange;
        this.connection = connection;
    }

    @Override
    public void produceRequest(RequestChannel channel, HttpContext context) throws HttpException, IOException {
        long length = exchange.request().body().length();
        if (exchange.isOver() || length == 0 && !exchange.progress().mayFinish()) {
            connection.writeNoMore();
            return;
        }
        begun = true;
        exchange.progress().sending();
        if (length > 0 && !openBody()) {
            return;
        }
        connection.begins(this);
        HttpRequest request = RequestHead.of(exchange.request());
        head = request;
        if (length == 0) {
            channel.sendRequest(request, null, context);
            written();
        } else {
            channel.sendRequest(request, new BasicEntityDetails(length, null), context);
        }
    }

    private boolean openBody() {
        try {
            upload = new BodyUpload(exchange.request().body());
            return true;
        } catch (UnreadableBodyException e) {
            unwritable(e);
            return false;
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
        if (body.mayEndInThisTurn() && !exchange.progress().mayFinish()) {
            connection.writeNoMore();
            return;
        }
        try {
            body.writeTo(channel);
        } catch (UnreadableBodyException e) {
            exchange.progress().notFinished();
            unwritable(e);
            return;
        } catch (IOException e) {
            // The server may have said why before it hung up: go on reading, and what ends that ends the exchange.
            exchange.progress().notFinished();
            writeFailure = e;
            exchange.writingFailed();
            return;
        }
        if (body.isComplete()) {
            channel.endStream();
            written();
        } else {
            exchange.progress().notFinished();
        }
    }

    private void unwritable(UnreadableBodyException cause) {
        writeFailure = cause;
        connection.writeNoMore();
        exchange.usage().unwritable(exchange, cause);
    }

    /** The library has the whole request, but perhaps not yet the socket. */
    private void written() {
        endsAt = connection.written(this, exchange.request().body().length());
        exchange.usage().written(exchange);
    }

    /** Asked before each attempt to hand the rest of a written request to the socket. */
    boolean mayFinish() {
        return exchange.progress().mayFinish();
    }

    /** After such an attempt: whether it did it, given how many bytes of this connection the socket has taken. */
    boolean finished(long taken) {
        if (taken < endsAt) {
            exchange.progress().notFinished();
            return false;
        }
        exchange.sent();
        return true;
    }

    void signOfLife() {
        exchange.signOfLife();
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
        keepAlive = DefaultConnectionReuseStrategy.INSTANCE.keepAlive(head, response, context);
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
        exchange.usage().answered(exchange, reuse(connectionIntact));
    }

    private Reuse reuse(boolean connectionIntact) {
        if (!keepAlive) {
            return Reuse.REFUSED_BY_SERVER;
        }
        return connectionIntact && exchange.progress().isRequestSent() ? Reuse.POSSIBLE : Reuse.IMPOSSIBLE;
    }

    @Override
    public void failed(Exception cause) {
        if (whole || !lost.compareAndSet(false, true)) {
            return;
        }
        if (!begun) {
            exchange.usage().lostUnused(exchange, cause);
            return;
        }
        if (writeFailure != null && writeFailure != cause) {
            cause.addSuppressed(writeFailure);
        }
        exchange.usage().broke(exchange, cause);
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

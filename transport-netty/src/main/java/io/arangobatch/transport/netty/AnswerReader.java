package io.arangobatch.transport.netty;

import io.arangobatch.spi.HttpHeader;
import io.arangobatch.spi.ResponseFlow;
import io.arangobatch.spi.ResponseHead;
import io.arangobatch.spi.ResponseSink;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns what the decoder yields into calls of the sink, without interim answers. Belongs to the connection's loop. */
final class AnswerReader {

    private static final int SWITCHING_PROTOCOLS = 101;
    private static final int LOWEST_FINAL = 200;
    private static final int HIGHEST_FINAL = 599;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    /** Who is told how the reading went; each but an interim answer ends it. */
    interface Listener {

        /** The answer is whole. */
        void onAnswerEnd(boolean keepAlive, boolean endedByClose);

        /** The answer is no HTTP. */
        void onBadAnswer(String problem, @Nullable Throwable cause);

        /** The connection was closed too early. */
        void onTruncated();

        /** The sink threw. */
        void onSinkFailure(Throwable failure);
    }

    private final NettyExchange exchange;
    private final ResponseSink sink;
    private final ResponseFlow flow;
    private final Listener listener;
    private boolean interim;
    private boolean headIsThere;
    private boolean keepAlive;
    private boolean endedByClose;
    private long received;

    AnswerReader(NettyExchange exchange, ResponseFlow flow, Listener listener) {
        this.exchange = exchange;
        this.sink = exchange.sink();
        this.flow = flow;
        this.listener = listener;
    }

    boolean hasHead() {
        return headIsThere;
    }

    /** How far the answer has come, for messages. */
    String progress() {
        return headIsThere ? "its body broke off after " + received + " bytes" : "its head broke off";
    }

    void onPart(HttpObject part) {
        if (part.decoderResult().isFailure()) {
            onUndecodable(part.decoderResult().cause());
        } else if (part instanceof HttpResponse head) {
            onHead(head);
        } else if (part instanceof HttpContent content) {
            onContent(content);
        }
    }

    private void onUndecodable(Throwable cause) {
        if (Failures.causes(cause).anyMatch(PrematureChannelClosureException.class::isInstance)) {
            listener.onTruncated();
        } else {
            listener.onBadAnswer(Failures.messageOf(cause), cause);
        }
    }

    private void onHead(HttpResponse head) {
        int status = head.status().code();
        if (head.protocolVersion().majorVersion() != 1) {
            listener.onBadAnswer("it answers in " + head.protocolVersion() + ", asked in HTTP/1.1", null);
        } else if (status == SWITCHING_PROTOCOLS) {
            listener.onBadAnswer("it switches protocols unasked (101)", null);
        } else if (head.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
            interim = true;
        } else if (status < LOWEST_FINAL || status > HIGHEST_FINAL) {
            listener.onBadAnswer("status " + status + " is outside of 100 to 599", null);
        } else {
            onFinalHead(head);
        }
    }

    private void onFinalHead(HttpResponse head) {
        headIsThere = true;
        keepAlive = HttpUtil.isKeepAlive(head);
        endedByClose = mayHaveBody(head.status().code())
                && !HttpUtil.isContentLengthSet(head)
                && !HttpUtil.isTransferEncodingChunked(head);
        ResponseHead handedOn =
                new ResponseHead(head.status().code(), head.status().reasonPhrase(), headersOf(head));
        callSink(() -> sink.onHead(handedOn, flow));
    }

    private boolean mayHaveBody(int status) {
        return status != NO_CONTENT
                && status != NOT_MODIFIED
                && !exchange.request().method().equals("HEAD");
    }

    private static List<HttpHeader> headersOf(HttpResponse head) {
        List<HttpHeader> headers = new ArrayList<>(head.headers().size());
        Iterator<Map.Entry<String, String>> entries = head.headers().iteratorAsString();
        entries.forEachRemaining(entry -> headers.add(new HttpHeader(entry.getKey(), entry.getValue())));
        return headers;
    }

    private void onContent(HttpContent content) {
        boolean last = content instanceof LastHttpContent;
        if (interim) {
            interim = !last;
            return;
        }
        if (!headIsThere || !deliver(content.content())) {
            return;
        }
        if (last) {
            listener.onAnswerEnd(keepAlive, endedByClose);
        }
    }

    /** Hands the bytes on where they lie; false if the sink threw. */
    private boolean deliver(ByteBuf bytes) {
        if (!bytes.isReadable()) {
            return true;
        }
        received += bytes.readableBytes();
        for (ByteBuffer chunk : bytes.nioBuffers()) {
            if (!exchange.isAbandoned() && !callSink(() -> sink.onBody(chunk.asReadOnlyBuffer()))) {
                return false;
            }
        }
        return true;
    }

    private boolean callSink(Runnable call) {
        try {
            call.run();
            return true;
        } catch (Throwable thrown) { // an Error of the sink, too, belongs to the caller, not to this thread
            listener.onSinkFailure(thrown);
            return false;
        }
    }
}

package io.arangobatch.transport.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpStatusClass;
import java.util.function.Predicate;

/**
 * Netty's decoder, told whether the answer is one to {@code HEAD}, with a look at the bytes before they are decoded and a way to ask what
 * is left after an answer: a connection that says more than it was asked must not be used again.
 */
final class AnswerDecoder extends HttpResponseDecoder {

    static final int LONGEST_LINE = 16 * 1024;
    static final int LARGEST_HEAD = 64 * 1024;
    private static final int LARGEST_CHUNK = 256 * 1024;

    private Predicate<ByteBuf> gate = bytes -> true;
    private boolean answersHead;

    AnswerDecoder() {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(LONGEST_LINE)
                .setMaxHeaderSize(LARGEST_HEAD)
                .setMaxChunkSize(LARGEST_CHUNK));
    }

    /** Sets who sees all bytes first and may turn them away. */
    void gate(Predicate<ByteBuf> admits) {
        gate = admits;
    }

    void expectAnswerTo(String method) {
        answersHead = method.equals("HEAD");
    }

    /** Whether bytes have arrived beyond the answer that has just ended. */
    boolean hasSurplus() {
        return actualReadableBytes() > 0;
    }

    /** Those bytes, to be looked at only. */
    ByteBuf surplus() {
        return internalBuffer();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (message instanceof ByteBuf bytes && !gate.test(bytes)) {
            bytes.release();
        } else {
            super.channelRead(context, message);
        }
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage message) {
        return answersHead && isFinal(message) || super.isContentAlwaysEmpty(message);
    }

    private static boolean isFinal(HttpMessage message) {
        return message instanceof HttpResponse response
                && response.status().codeClass() != HttpStatusClass.INFORMATIONAL;
    }
}

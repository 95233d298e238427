package io.arangobatch.transport.netty;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** Tells from the first bytes of an answer that a server speaks something else, in words that help. */
final class NotHttp {

    private static final int SHOWN = 40;
    private static final int TLS_ALERT = 0x15;
    private static final int TLS_HANDSHAKE = 0x16;

    private NotHttp() {}

    /** Whether a status line may begin so. Netty's decoder would skip control characters, among them the marks of TLS. */
    static boolean mayBegin(ByteBuf bytes) {
        return !bytes.isReadable() || bytes.getByte(bytes.readerIndex()) == 'H';
    }

    static String describe(ByteBuf bytes) {
        byte first = bytes.getByte(bytes.readerIndex());
        if (first == TLS_ALERT || first == TLS_HANDSHAKE) {
            return "it answers with TLS, so connect with TLS";
        }
        String text = bytes.toString(
                bytes.readerIndex(), Math.min(SHOWN, bytes.readableBytes()), StandardCharsets.ISO_8859_1);
        return "its answer begins with \"" + text.replaceAll("[^ -~]", ".") + "\"";
    }
}

package io.arangobatch.transport.netty;

import io.arangobatch.spi.HttpHeader;
import io.arangobatch.spi.TransportRequest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Writes request line and headers. By hand, since every byte is prescribed: the target untouched, names in their case, nothing added but
 * {@code Host} and {@code Content-Length}.
 */
final class RequestHead {

    private static final Set<String> METHODS_WITH_BODY = Set.of("POST", "PUT", "PATCH");

    private RequestHead() {}

    static ByteBuf encode(TransportRequest request, ByteBufAllocator allocator) {
        StringBuilder head = new StringBuilder(256)
                .append(request.method())
                .append(' ')
                .append(request.target())
                .append(" HTTP/1.1\r\n");
        line(head, "Host", request.endpoint().authority());
        for (HttpHeader header : request.headers()) {
            line(head, header.name(), header.value());
        }
        long length = request.body().length();
        if (length > 0 || METHODS_WITH_BODY.contains(request.method())) {
            line(head, "Content-Length", Long.toString(length));
        }
        byte[] bytes = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        return allocator.directBuffer(bytes.length).writeBytes(bytes);
    }

    private static void line(StringBuilder head, String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }
}

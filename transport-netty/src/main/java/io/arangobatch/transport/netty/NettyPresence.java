package io.arangobatch.transport.netty;

import java.util.List;
import java.util.Optional;

/** Looks for the parts of Netty by name, so that an absent one is a sentence instead of a linkage error. */
final class NettyPresence {

    /** One class of each jar that this transport calls; the second tells Netty 4.2 from 4.1. */
    private static final List<Part> PARTS = List.of(
            new Part("io.netty.channel.EventLoopGroup", "netty-transport"),
            new Part("io.netty.channel.IoEventLoopGroup", "netty-transport"),
            new Part("io.netty.buffer.ByteBuf", "netty-buffer"),
            new Part("io.netty.util.concurrent.FastThreadLocalThread", "netty-common"),
            new Part("io.netty.resolver.AddressResolverGroup", "netty-resolver"),
            new Part("io.netty.handler.codec.ByteToMessageDecoder", "netty-codec-base"),
            new Part("io.netty.handler.codec.http.HttpResponseDecoder", "netty-codec-http"),
            new Part("io.netty.handler.ssl.SslHandler", "netty-handler"));

    private NettyPresence() {}

    static Optional<String> missing() {
        return PARTS.stream()
                .filter(part -> !part.isThere())
                .map(part -> part.className + " is not on the class path: add io.netty:" + part.artifact + " 4.2")
                .findFirst();
    }

    private record Part(String className, String artifact) {

        boolean isThere() {
            try {
                Class.forName(className, false, NettyPresence.class.getClassLoader());
                return true;
            } catch (ClassNotFoundException | LinkageError absent) {
                return false;
            }
        }
    }
}

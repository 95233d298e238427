package io.arangobatch.transport.netty;

import io.netty.channel.ChannelFactory;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which of the operating system's ways to wait for sockets is used, and the channels that go with it.
 *
 * @param name for people
 * @param handler the class by which event loops of this kind are known
 * @param handlers makes what drives an event loop
 * @param channels makes the sockets
 */
record SocketKind(
        String name,
        Class<? extends IoHandler> handler,
        IoHandlerFactory handlers,
        ChannelFactory<? extends SocketChannel> channels) {

    static final SocketKind NIO =
            new SocketKind("NIO", NioIoHandler.class, NioIoHandler.newFactory(), NioSocketChannel::new);

    private static final List<Supplier<@Nullable SocketKind>> NATIVE =
            List.of(EpollSockets::ifAvailable, KqueueSockets::ifAvailable);

    /** The native kind if there is one, else NIO. */
    static SocketKind best() {
        return available().findFirst().orElse(NIO);
    }

    /** The kind that runs on event loops which somebody else made; empty if none of ours does. */
    static Optional<SocketKind> of(EventLoopGroup loops) {
        if (!(loops instanceof IoEventLoopGroup known)) {
            return Optional.empty();
        }
        return available().filter(kind -> known.isIoType(kind.handler)).findFirst();
    }

    private static Stream<SocketKind> available() {
        return Stream.concat(NATIVE.stream().map(SocketKind::probe).flatMap(Optional::stream), Stream.of(NIO));
    }

    /** The native transports are optional: their classes may be absent. */
    private static Optional<SocketKind> probe(Supplier<@Nullable SocketKind> kind) {
        try {
            return Optional.ofNullable(kind.get());
        } catch (LinkageError absent) {
            return Optional.empty();
        }
    }
}

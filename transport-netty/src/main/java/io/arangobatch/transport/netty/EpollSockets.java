package io.arangobatch.transport.netty;

import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import org.jspecify.annotations.Nullable;

/** epoll on Linux; a class of its own because Netty's classes for it are optional. */
final class EpollSockets {

    private EpollSockets() {}

    static @Nullable SocketKind ifAvailable() {
        return Epoll.isAvailable()
                ? new SocketKind("epoll", EpollIoHandler.class, EpollIoHandler.newFactory(), EpollSocketChannel::new)
                : null;
    }
}

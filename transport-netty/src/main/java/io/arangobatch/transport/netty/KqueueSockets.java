package io.arangobatch.transport.netty;

import io.netty.channel.kqueue.KQueue;
import io.netty.channel.kqueue.KQueueIoHandler;
import io.netty.channel.kqueue.KQueueSocketChannel;
import org.jspecify.annotations.Nullable;

/** kqueue on macOS and BSD; a class of its own because Netty's classes for it are optional. */
final class KqueueSockets {

    private KqueueSockets() {}

    static @Nullable SocketKind ifAvailable() {
        return KQueue.isAvailable()
                ? new SocketKind(
                        "kqueue", KQueueIoHandler.class, KQueueIoHandler.newFactory(), KQueueSocketChannel::new)
                : null;
    }
}

package io.arangobatch.transport.netty;

import io.arangobatch.spi.TransportConfig;
import io.netty.channel.Channel;
import java.util.Set;

/**
 * What it takes to open connections.
 *
 * @param config timeouts, pool size and TLS
 * @param loops where connections run
 * @param channels every open socket of the transport, for its closing
 */
record Connecting(TransportConfig config, EventLoops loops, Set<Channel> channels) {

    /** Lists a socket until it is closed. */
    void register(Channel channel) {
        channels.add(channel);
        channel.closeFuture().addListener(closed -> channels.remove(channel));
    }
}

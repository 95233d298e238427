package io.arangobatch.transport.httpclient;

import io.arangobatch.spi.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** A server that accepts nobody and whose queue is full, so that a connect to it neither succeeds nor fails. */
final class FullServer implements AutoCloseable {

    private final ServerSocket listening = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
    private final List<SocketChannel> queued = new ArrayList<>();

    FullServer() throws IOException {
        for (int i = 0; i < 4; i++) {
            SocketChannel channel = SocketChannel.open();
            channel.configureBlocking(false);
            channel.connect(listening.getLocalSocketAddress());
            queued.add(channel);
        }
    }

    Endpoint endpoint() {
        return new Endpoint("127.0.0.1", listening.getLocalPort(), false);
    }

    @Override
    public void close() throws IOException {
        for (SocketChannel channel : queued) {
            channel.close();
        }
        listening.close();
    }
}

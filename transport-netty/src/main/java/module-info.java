/** Arangobatch over Netty's HTTP codec. */
module io.arangobatch.transport.netty {
    requires transitive io.arangobatch;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.codec.http;
    requires io.netty.common;
    requires io.netty.handler;
    requires transitive io.netty.transport;
    requires static io.netty.transport.classes.epoll;
    requires static io.netty.transport.classes.kqueue;
    requires static transitive org.jspecify;

    exports io.arangobatch.transport.netty;

    provides io.arangobatch.spi.TransportProvider with
            io.arangobatch.transport.netty.NettyTransportProvider;
}

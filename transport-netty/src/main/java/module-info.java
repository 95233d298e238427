/** Arangobatch over Netty's HTTP codec. */
module io.arangobatch.transport.netty {
    requires transitive io.arangobatch;
    requires io.netty.codec.http;
    requires io.netty.transport;
    requires static transitive org.jspecify;
}

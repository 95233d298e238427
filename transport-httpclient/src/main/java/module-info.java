/** Arangobatch over the async side of Apache HttpClient 5. */
module io.arangobatch.transport.httpclient {
    // HttpCore asks it for socket options, but does not require it.
    requires jdk.net;
    requires transitive io.arangobatch;
    requires org.apache.httpcomponents.client5.httpclient5;
    requires org.apache.httpcomponents.core5.httpcore5;
    requires org.apache.httpcomponents.core5.httpcore5.h2;
    // HttpClient logs through it, and an automatic module cannot ask for it itself.
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports io.arangobatch.transport.httpclient;

    provides io.arangobatch.spi.TransportProvider with
            io.arangobatch.transport.httpclient.HttpClientTransportProvider;
}

package io.arangobatch.tck.driver;

import io.arangobatch.ArangoDriver;
import io.arangobatch.Connection;
import io.arangobatch.ConnectionConfig;
import io.arangobatch.spi.Endpoint;
import io.arangobatch.spi.TransportProvider;
import io.arangobatch.tck.server.EmbeddedArango;
import io.arangobatch.transport.httpclient.HttpClientTransportProvider;
import io.arangobatch.transport.netty.NettyTransportProvider;
import java.util.List;
import java.util.function.Supplier;

/** The transports through which each test runs. */
enum Via {
    HTTPCLIENT(HttpClientTransportProvider::new),
    NETTY(NettyTransportProvider::new);

    private final Supplier<TransportProvider> provider;

    Via(Supplier<TransportProvider> provider) {
        this.provider = provider;
    }

    /** A configuration without servers, to which a test adds what it is about. */
    ConnectionConfig.Builder config() {
        return ConnectionConfig.builder().transportProvider(provider.get());
    }

    ConnectionConfig.Builder config(EmbeddedArango server) {
        return config().endpoint("127.0.0.1", server.port());
    }

    ConnectionConfig.Builder config(Endpoint... servers) {
        return config().endpoints(List.of(servers));
    }

    Connection connect(EmbeddedArango server) {
        return ArangoDriver.connect(config(server).build());
    }

    Connection connect(Endpoint... servers) {
        return ArangoDriver.connect(config(servers).build());
    }

    /** Connects by URL, as most applications do. */
    Connection connect(String url) {
        return ArangoDriver.connect(ConnectionConfig.parse(url).toBuilder()
                .transportProvider(provider.get())
                .build());
    }
}

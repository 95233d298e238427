package io.arangobatch.transport.netty;

import io.arangobatch.ArangoConfigurationException;
import io.arangobatch.spi.Transport;
import io.arangobatch.spi.TransportCapability;
import io.arangobatch.spi.TransportConfig;
import io.arangobatch.spi.TransportProvider;
import io.netty.channel.EventLoopGroup;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes transports on Netty, under the name {@code netty}. Thread-safe.
 *
 * <p>Each transport runs its own event loops on daemon threads named {@code arangobatch-netty-…}, begun at the first exchange and ended
 * by its {@code close()}. They use epoll or kqueue where Netty's native transport is on the class path and works here, else NIO.
 */
public final class NettyTransportProvider implements TransportProvider {

    private final @Nullable EventLoopGroup callersLoops;

    /** Creates a provider whose transports run event loops of their own. */
    public NettyTransportProvider() {
        this(null);
    }

    // Not public, for ServiceLoader could not even look at a public constructor that names a class of an absent Netty.
    private NettyTransportProvider(@Nullable EventLoopGroup callersLoops) {
        this.callersLoops = callersLoops;
    }

    /**
     * Creates a provider whose transports run on event loops of the application: an instance to hand to the driver's builder.
     *
     * @param loops event loops for NIO, epoll or kqueue, owned by the caller: they stay open when a transport is closed, and are to be
     *     shut down after it
     * @return a provider on these event loops
     */
    public static NettyTransportProvider withEventLoops(EventLoopGroup loops) {
        return new NettyTransportProvider(Objects.requireNonNull(loops, "loops"));
    }

    @Override
    public String name() {
        return "netty";
    }

    @Override
    public Set<TransportCapability> capabilities() {
        return EnumSet.allOf(TransportCapability.class);
    }

    @Override
    public Optional<String> unavailableBecause() {
        return NettyPresence.missing();
    }

    /**
     * Opens a transport that shares nothing with those opened before, but for the event loops passed to this provider.
     *
     * @param config pool, timeouts and TLS
     * @return a fresh transport, to be closed by the caller
     * @throws ArangoConfigurationException if the event loops passed to this provider run neither NIO, epoll nor kqueue
     */
    @Override
    public Transport open(TransportConfig config) {
        Objects.requireNonNull(config, "config");
        return callersLoops == null
                ? new NettyTransport(config, EventLoops::ofOurOwn)
                : NettyTransport.on(callersLoops, config);
    }
}

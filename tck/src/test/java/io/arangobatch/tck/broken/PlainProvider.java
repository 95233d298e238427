package io.arangobatch.tck.broken;

import io.arangobatch.spi.ResponseSink;
import io.arangobatch.spi.Transport;
import io.arangobatch.spi.TransportCapability;
import io.arangobatch.spi.TransportConfig;
import io.arangobatch.spi.TransportProvider;
import io.arangobatch.spi.TransportRequest;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Opens plain transports that break one promise, or breaks one itself. */
final class PlainProvider implements TransportProvider {

    private final Fault fault;
    private final Set<TransportCapability> capabilities =
            EnumSet.of(TransportCapability.TLS, TransportCapability.BACK_PRESSURE);
    private @Nullable Transport kept;
    private int asked;

    PlainProvider(Fault fault) {
        this.fault = fault;
        if (fault == Fault.WORKS_IN_ITS_CONSTRUCTOR) {
            Thread thread =
                    new Thread(() -> LockSupport.parkNanos(Duration.ofSeconds(2).toNanos()), "plain-eager");
            thread.setDaemon(true);
            thread.start();
        }
    }

    @Override
    public String name() {
        String name = "broken-" + fault.label();
        return fault == Fault.HAS_AN_UNUSABLE_NAME ? name.toUpperCase(Locale.ROOT) : name;
    }

    @Override
    public Set<TransportCapability> capabilities() {
        return switch (fault) {
            case GIVES_ITS_CAPABILITIES_AWAY -> capabilities;
            case DECLARES_WHAT_IT_CANNOT -> with(TransportCapability.EARLY_ANSWER);
            case CHANGES_ITS_CAPABILITIES -> asked++ % 2 == 0 ? Set.copyOf(capabilities) : Set.of();
            default -> fault.pipelines() ? with(TransportCapability.PIPELINING) : Set.copyOf(capabilities);
        };
    }

    private Set<TransportCapability> with(TransportCapability one) {
        EnumSet<TransportCapability> more = EnumSet.copyOf(capabilities);
        more.add(one);
        return Set.copyOf(more);
    }

    @Override
    public Optional<String> unavailableBecause() {
        if (fault == Fault.THROWS_WHERE_IT_SHOULD_TELL) {
            throw new IllegalStateException("a library is missing");
        }
        return Optional.empty();
    }

    @Override
    public Transport open(TransportConfig config) {
        return switch (fault) {
            case FOLLOWS_REDIRECTS, REPEATS_WHEN_UNAVAILABLE, ANSWERS_CHALLENGES ->
                new Repeating(new PlainTransport(config, fault), fault);
            case KEEPS_COOKIES -> new Remembering(new PlainTransport(config, fault));
            case CROSSES_ANSWERS -> new Crossing(new PlainTransport(config, fault));
            case OPENS_ONE_TRANSPORT_ONLY -> kept(config);
            case SHARES_ITS_STATE -> new Handle(kept(config));
            case STARTS_THREADS_WHEN_OPENED -> warm(new PlainTransport(config, fault));
            default -> new PlainTransport(config, fault);
        };
    }

    private Transport kept(TransportConfig config) {
        if (kept == null) {
            kept = new PlainTransport(config, fault);
        }
        return kept;
    }

    private static Transport warm(PlainTransport transport) {
        transport.warmUp();
        return transport;
    }

    /** A transport of its own to look at, with everything behind it shared. */
    private record Handle(Transport inner) implements Transport {

        @Override
        public CompletableFuture<Void> exchange(TransportRequest request, ResponseSink sink) {
            return inner.exchange(request, sink);
        }

        @Override
        public boolean isIoThread() {
            return inner.isIoThread();
        }

        @Override
        public void close() {
            inner.close();
        }
    }
}

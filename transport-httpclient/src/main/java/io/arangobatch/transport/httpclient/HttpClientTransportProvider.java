package io.arangobatch.transport.httpclient;

import io.arangobatch.spi.Transport;
import io.arangobatch.spi.TransportCapability;
import io.arangobatch.spi.TransportConfig;
import io.arangobatch.spi.TransportProvider;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Makes transports over Apache HttpClient 5, chosen by the name {@code httpclient}.
 *
 * <p>Thread-safe and without state: no thread, socket or class of the HTTP library is touched before the first exchange of a
 * transport that it opened.
 */
public final class HttpClientTransportProvider implements TransportProvider {

    /** One class of each jar without which an exchange would fail half way. */
    private static final List<String> NEEDED_CLASSES = List.of(
            "org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy",
            "org.apache.hc.core5.reactor.DefaultConnectingIOReactor",
            "org.apache.hc.core5.http2.HttpVersionPolicy",
            "org.slf4j.LoggerFactory");

    /** Creates the provider; does no work. */
    public HttpClientTransportProvider() {}

    /**
     * Returns the name of this transport.
     *
     * @return {@code httpclient}
     */
    @Override
    public String name() {
        return "httpclient";
    }

    /**
     * Returns what its transports can do.
     *
     * @return every capability there is
     */
    @Override
    public Set<TransportCapability> capabilities() {
        return EnumSet.allOf(TransportCapability.class);
    }

    /**
     * Tells which class of the HTTP library is missing, if any.
     *
     * @return empty if the library is there, else the missing class and the artifact that brings it
     */
    @Override
    public Optional<String> unavailableBecause() {
        return missingFrom(HttpClientTransportProvider.class.getClassLoader());
    }

    /**
     * Opens a transport with its own pool, I/O threads and timers, all of them made at the first exchange.
     *
     * @param config pool, timeouts and TLS
     * @return a fresh transport, to be closed by the caller
     */
    @Override
    public Transport open(TransportConfig config) {
        return new HttpClientTransport(Objects.requireNonNull(config, "config"));
    }

    static Optional<String> missingFrom(ClassLoader loader) {
        return NEEDED_CLASSES.stream()
                .filter(name -> !isPresent(name, loader))
                .findFirst()
                .map(name -> name + " is not on the class path: add org.apache.httpcomponents.client5:httpclient5"
                        + " with its dependencies");
    }

    private static boolean isPresent(String name, ClassLoader loader) {
        try {
            Class.forName(name, false, loader);
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}

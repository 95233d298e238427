package io.arangobatch.spi;

import java.util.Objects;

/**
 * The address of one server.
 *
 * @param host a host name, an IPv4 address, or an IPv6 address without brackets
 * @param port the TCP port, 1 to 65535
 * @param tls whether the connection is encrypted
 */
public record Endpoint(String host, int port, boolean tls) {

    /**
     * Checks the components.
     *
     * @param host a host name, an IPv4 address, or an IPv6 address without brackets
     * @param port the TCP port, 1 to 65535
     * @param tls whether the connection is encrypted
     * @throws IllegalArgumentException if the host is empty or the port is outside of 1 to 65535
     */
    public Endpoint {
        Objects.requireNonNull(host, "host");
        if (host.isEmpty()) {
            throw new IllegalArgumentException("the host of an endpoint is empty");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " is outside of 1 to 65535");
        }
    }

    /**
     * Returns host and port as they stand in a {@code Host} header and in an address: an IPv6 host is put in brackets.
     *
     * @return for example {@code localhost:8529} or {@code [::1]:8529}
     */
    public String authority() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }

    /**
     * Returns the address as people write it.
     *
     * @return for example {@code http://localhost:8529} or {@code https://[::1]:8529}
     */
    @Override
    public String toString() {
        return (tls ? "https://" : "http://") + authority();
    }
}

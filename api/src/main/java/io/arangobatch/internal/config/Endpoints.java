package io.arangobatch.internal.config;

import io.arangobatch.ArangoConfigurationException;
import io.arangobatch.spi.Endpoint;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What may be an endpoint: hosts go into {@code Host} headers, so nothing but a name or an address gets through. */
public final class Endpoints {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    private static final Pattern URL = Pattern.compile(
            "(?:http\\+)?(?<scheme>tcp|http|ssl|https)://(?<host>\\[[^\\[\\]]*]|[^\\[\\]:/]+)(?::(?<port>[0-9]{1,5}))?/?");

    private Endpoints() {}

    /** Makes an endpoint of what the application gave. */
    public static Endpoint of(String host, int port, boolean tls) {
        faultOfHost(host).ifPresent(fault -> {
            throw new ArangoConfigurationException("wrong endpoint with host " + Texts.quote(host) + ": " + fault);
        });
        if (!isPort(port)) {
            throw new ArangoConfigurationException(
                    "wrong endpoint with host " + Texts.quote(host) + ": port " + port + " is outside of 1 to 65535");
        }
        return new Endpoint(host, port, tls);
    }

    /**
     * Reads what a server tells of itself or of others, such as {@code tcp://db1:8529} or {@code ssl://[::1]:8529}; empty for what this driver cannot
     * reach, such as a Unix socket, and for what is no address at all.
     */
    public static Optional<Endpoint> ofUrl(String url) {
        Matcher matcher = URL.matcher(url);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String written = matcher.group("host");
        String host = written.startsWith("[") ? written.substring(1, written.length() - 1) : written;
        int port = matcher.group("port") == null ? ConnectionUrl.DEFAULT_PORT : Integer.parseInt(matcher.group("port"));
        boolean tls = matcher.group("scheme").matches("ssl|https");
        boolean isHost = written.equals(host) ? faultOfHost(host).isEmpty() : isIpv6(host);
        return isHost && isPort(port) ? Optional.of(new Endpoint(host, port, tls)) : Optional.empty();
    }

    /** Checks the endpoints of a configuration as a whole, and makes all of them encrypted or plain if that was asked for. */
    public static List<Endpoint> settle(List<Endpoint> given, @Nullable Boolean tls) {
        List<Endpoint> endpoints = given.stream()
                .map(endpoint -> of(endpoint.host(), endpoint.port(), tls == null ? endpoint.tls() : tls))
                .toList();
        if (endpoints.isEmpty()) {
            throw new ArangoConfigurationException(
                    "no endpoint is given: name a server in the URL or by endpoint(host, port)");
        }
        if (endpoints.stream().map(Endpoint::tls).distinct().count() > 1) {
            throw new ArangoConfigurationException("endpoints with and without TLS are mixed: " + endpoints);
        }
        Set<Endpoint> seen = new HashSet<>();
        endpoints.stream().filter(endpoint -> !seen.add(endpoint)).findFirst().ifPresent(twice -> {
            throw new ArangoConfigurationException("endpoint " + twice + " is given twice");
        });
        return endpoints;
    }

    static boolean isPort(int port) {
        return port >= 1 && port <= 65_535;
    }

    /** What is wrong with a host name or an address without brackets. */
    static Optional<String> faultOfHost(String host) {
        if (host.isEmpty()) {
            return Optional.of("the host is empty");
        }
        if (NAME.matcher(host).matches() || isIpv6(host)) {
            return Optional.empty();
        }
        return Optional.of(
                "a host is a name of letters, digits, '.', '-' and '_' (an international one as xn--…), an IPv4 address,"
                        + " or an IPv6 address (in a URL within brackets)");
    }

    static boolean isIpv6(String address) {
        if (!IPV6.matcher(address).matches()) {
            return false;
        }
        try {
            // Within brackets this never asks a name server.
            InetAddress.getByName("[" + address + "]");
            return true;
        } catch (UnknownHostException notAnAddress) {
            return false;
        }
    }
}

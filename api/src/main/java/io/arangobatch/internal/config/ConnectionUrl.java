package io.arangobatch.internal.config;

import io.arangobatch.spi.Endpoint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a URL says. Read by hand, because {@link java.net.URI} knows one host only and repeats passwords in its messages.
 *
 * @param endpoints the servers, in order
 * @param database the database, {@code _system} if none is named
 * @param options user, password and what follows the question mark
 */
public record ConnectionUrl(List<Endpoint> endpoints, String database, OptionValues options) {

    /** The port of a server of which none is named. */
    static final int DEFAULT_PORT = 8529;

    /** The database that every server has. */
    public static final String DEFAULT_DATABASE = "_system";

    /** Reads a URL. */
    public static ConnectionUrl parse(String url) {
        UrlParts parts = UrlParts.split(url);
        return new ConnectionUrl(endpoints(parts), database(parts), options(parts));
    }

    private static List<Endpoint> endpoints(UrlParts parts) {
        List<Endpoint> endpoints = new ArrayList<>();
        for (String host : parts.hosts().split(",", -1)) {
            endpoints.add(endpoint(parts, host));
        }
        return List.copyOf(endpoints);
    }

    private static Endpoint endpoint(UrlParts parts, String text) {
        boolean bracketed = text.startsWith("[");
        int hostEnd = bracketed ? text.indexOf(']') + 1 : text.indexOf(':');
        if (bracketed && hostEnd == 0) {
            throw parts.malformed("the bracket of an IPv6 address is not closed");
        }
        String written = hostEnd < 0 ? text : text.substring(0, hostEnd);
        String rest = text.substring(written.length());
        String host = bracketed ? written.substring(1, written.length() - 1) : written;
        if (bracketed && !Endpoints.isIpv6(host)) {
            throw parts.malformed("what stands in brackets is not an IPv6 address");
        }
        Endpoints.faultOfHost(host).ifPresent(fault -> {
            throw parts.malformed(fault);
        });
        return new Endpoint(host, rest.isEmpty() ? DEFAULT_PORT : port(parts, rest), parts.tls());
    }

    private static int port(UrlParts parts, String colonAndPort) {
        boolean digits = colonAndPort.matches(":[0-9]{1,5}");
        int port = digits ? Integer.parseInt(colonAndPort.substring(1)) : 0;
        if (!Endpoints.isPort(port)) {
            throw parts.malformed("the port, after the colon that follows the host, is not a number from 1 to 65535");
        }
        return port;
    }

    private static String database(UrlParts parts) {
        String name = parts.path().isEmpty() ? "" : parts.path().substring(1);
        if (name.indexOf('/') >= 0) {
            throw parts.malformed("only the name of the database may follow the hosts; write a '/' within it as %2F");
        }
        return name.isEmpty() ? DEFAULT_DATABASE : Databases.check(decode(parts, "the database name", name));
    }

    private static OptionValues options(UrlParts parts) {
        Set<Option<?>> seen = new HashSet<>();
        OptionValues values = credentials(parts, seen);
        if (parts.query().isEmpty()) {
            return values;
        }
        String[] settings = parts.query().split("&", -1);
        for (int i = 0; i < settings.length; i++) {
            int equals = settings[i].indexOf('=');
            if (equals <= 0) {
                throw parts.malformed("option " + (i + 1) + " after the '?' is not of the form name=value");
            }
            Option<?> option = Options.named(decode(parts, "the name of an option", settings[i].substring(0, equals)));
            values = set(parts, values, seen, option, settings[i].substring(equals + 1));
        }
        return values;
    }

    private static OptionValues credentials(UrlParts parts, Set<Option<?>> seen) {
        String userInfo = parts.userInfo();
        if (userInfo == null) {
            return OptionValues.none();
        }
        int colon = userInfo.indexOf(':');
        String user = colon < 0 ? userInfo : userInfo.substring(0, colon);
        OptionValues values = set(parts, OptionValues.none(), seen, Options.USER, user);
        return colon < 0 ? values : set(parts, values, seen, Options.PASSWORD, userInfo.substring(colon + 1));
    }

    private static OptionValues set(
            UrlParts parts, OptionValues values, Set<Option<?>> seen, Option<?> option, String encoded) {
        if (!seen.add(option)) {
            throw parts.malformed("option " + option.name() + " is given twice");
        }
        return values.withText(option, decode(parts, "the value of option " + option.name(), encoded));
    }

    private static String decode(UrlParts parts, String what, String text) {
        try {
            return PercentDecoder.decode(text);
        } catch (IllegalArgumentException fault) {
            // Without the cause's stack a reader misses nothing: its message is all it knows.
            throw parts.malformed("in " + what + " " + fault.getMessage());
        }
    }
}

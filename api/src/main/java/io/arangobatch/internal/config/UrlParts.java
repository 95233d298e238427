package io.arangobatch.internal.config;

import io.arangobatch.ArangoConfigurationException;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A URL cut into its parts, nothing decoded yet.
 *
 * @param tls whether the scheme asks for TLS
 * @param userInfo what stands before the {@code @}, if there is one
 * @param hosts the list of hosts with their ports
 * @param path what follows up to the {@code ?}: empty, or beginning with a slash
 * @param query what follows the {@code ?}; empty without one
 * @param shown the URL as error messages may show it, or a text that stands for it
 */
record UrlParts(boolean tls, @Nullable String userInfo, String hosts, String path, String query, String shown) {

    private static final Map<String, Boolean> TLS_BY_SCHEME = Map.of("arangodb", false, "arangodb+tls", true);
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*");
    private static final String FORM =
            "arangodb://[user[:password]@]host[:port][,host…]/database[?option=value…], or arangodb+tls://…";

    /**
     * Where a URL has no {@code @}, a password may stand where a host or a port should: only what can be nothing but hosts and
     * ports is shown.
     */
    private static final Pattern HARMLESS_HOSTS = Pattern.compile(
            "(HOST(:[0-9]{1,5})?,)*HOST(:[0-9]{1,5})?".replace("HOST", "([A-Za-z0-9._-]*|\\[[0-9A-Fa-f:.]*\\])"));

    private static final String HIDDEN = "(not shown, as it may hold a password)";

    static UrlParts split(String url) {
        int control = Texts.firstControl(url);
        if (control >= 0) {
            throw malformed(
                    HIDDEN,
                    "it holds the control character " + Texts.codePoint(url.charAt(control)) + " at index " + control);
        }
        int schemeEnd = url.indexOf("://");
        boolean tls = tlsOf(schemeEnd < 0 ? "" : url.substring(0, schemeEnd));
        String rest = url.substring(schemeEnd + 3);
        int authorityEnd = indexOfAny(rest, "/?#");
        requireSeparableUserInfo(rest, authorityEnd);
        return split(tls, url.substring(0, schemeEnd), rest.substring(0, authorityEnd), rest.substring(authorityEnd));
    }

    private static UrlParts split(boolean tls, String scheme, String authority, String target) {
        int at = authority.indexOf('@');
        String hosts = authority.substring(at + 1);
        int pathEnd = indexOfAny(target, "?");
        String path = target.substring(0, pathEnd);
        String query = pathEnd < target.length() ? target.substring(pathEnd + 1) : "";
        boolean harmless = at >= 0 || HARMLESS_HOSTS.matcher(hosts).matches();
        String shown = harmless ? scheme + "://" + hosts + path + (query.isEmpty() ? "" : "?…") : HIDDEN;
        return new UrlParts(tls, at < 0 ? null : authority.substring(0, at), hosts, path, query, shown);
    }

    private static boolean tlsOf(String scheme) {
        Boolean tls = TLS_BY_SCHEME.get(scheme);
        if (tls == null) {
            String found = SCHEME.matcher(scheme).matches()
                    ? "its scheme is " + Texts.quote(scheme)
                    : "it has no known scheme";
            throw malformed(HIDDEN, found + "; the form is " + FORM);
        }
        return tls;
    }

    /** Refuses a URL in which it is not certain where the password ends. */
    private static void requireSeparableUserInfo(String rest, int authorityEnd) {
        if (rest.indexOf('#') >= 0) {
            throw malformed(HIDDEN, "it holds a '#'; write it as %23");
        }
        int at = rest.indexOf('@');
        if (at != rest.lastIndexOf('@') || at > authorityEnd) {
            throw malformed(
                    HIDDEN,
                    "an '@' may only stand between password and host; elsewhere write '@' as %40,"
                            + " and within user and password '/' as %2F and '?' as %3F");
        }
    }

    private static int indexOfAny(String text, String characters) {
        for (int i = 0; i < text.length(); i++) {
            if (characters.indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return text.length();
    }

    /** An error that shows as much of this URL as it may. */
    ArangoConfigurationException malformed(String reason) {
        return malformed(shown, reason);
    }

    private static ArangoConfigurationException malformed(String shown, String reason) {
        return new ArangoConfigurationException("malformed URL " + shown + ": " + reason);
    }
}

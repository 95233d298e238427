package io.arangobatch.tck.server.rest;

import io.arangobatch.tck.server.http.HttpRequest;
import io.arangobatch.tck.server.store.Access;
import io.arangobatch.tck.server.store.Database;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** Who is calling. */
final class Authentication {
    private final Instance instance;

    Authentication(Instance instance) {
        this.instance = instance;
    }

    /** The caller's rights, or nothing if the request is refused. */
    Optional<Rights> rights(HttpRequest request, String path, Database database) {
        if (!instance.authentication() || path.startsWith("/_open/")) {
            return Optional.of(Rights.UNRESTRICTED);
        }
        return request.header("authorization")
                .flatMap(this::user)
                .filter(user -> instance.users().access(user, database.name()) != Access.NONE)
                .map(user -> new Rights(user, instance.users()));
    }

    private Optional<String> user(String header) {
        int blank = header.indexOf(' ');
        if (blank < 0) {
            return Optional.empty();
        }
        String credentials = header.substring(blank + 1).strip();
        return switch (header.substring(0, blank).toLowerCase(Locale.ROOT)) {
            case "basic" -> basic(credentials);
            case "bearer" -> instance.tokens().user(credentials).filter(instance.users()::isActive);
            default -> Optional.empty();
        };
    }

    private Optional<String> basic(String credentials) {
        String decoded;
        try {
            decoded = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        int colon = decoded.indexOf(':');
        return colon < 0 || !instance.users().accepts(decoded.substring(0, colon), decoded.substring(colon + 1))
                ? Optional.empty()
                : Optional.of(decoded.substring(0, colon));
    }
}

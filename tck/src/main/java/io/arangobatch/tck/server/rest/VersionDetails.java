package io.arangobatch.tck.server.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.arangobatch.tck.server.json.Bytes;
import io.arangobatch.tck.server.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** What {@code /_api/version?details=true} tells of a build: that of a 3.2.2 server, with the version it pretends to be. */
final class VersionDetails {
    private static final String RESOURCE = "version-details.json";
    private static final String MODEL = "3.2.2";
    private static final ObjectNode DETAILS = read();

    private VersionDetails() {}

    static ObjectNode of(ServerVersion version) {
        ObjectNode details = DETAILS.deepCopy();
        details.put("server-version", version.toString());
        String full = details.path("full-version-string").asText();
        return details.put("full-version-string", full.replace("ArangoDB " + MODEL, "ArangoDB " + version));
    }

    private static ObjectNode read() {
        try (InputStream in = Objects.requireNonNull(VersionDetails.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            return (ObjectNode) Json.parse(Bytes.of(in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.arangobatch.tck.server.aql;

import com.fasterxml.jackson.databind.JsonNode;

/** The query options that change what the engine does; unknown ones are ignored, as the server does. */
public record AqlOptions(boolean fullCount, boolean failOnWarning, int maxWarningCount, boolean allPlans) {
    private static final int MAX_WARNINGS = 10;

    public static final AqlOptions DEFAULT = new AqlOptions(false, false, MAX_WARNINGS, false);

    /** Reads the {@code options} attribute of a cursor or explain request; anything but an object means the defaults. */
    public static AqlOptions of(JsonNode options) {
        JsonNode maxWarnings = options.path("maxWarningCount");
        return new AqlOptions(
                options.path("fullCount").asBoolean(false),
                options.path("failOnWarning").asBoolean(false),
                maxWarnings.isNumber() ? maxWarnings.asInt() : MAX_WARNINGS,
                options.path("allPlans").asBoolean(false));
    }
}

package io.arangobatch.internal.cursor;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One page as an answer brings it.
 *
 * @param results the results
 * @param id the server's number of the cursor, if it has further pages
 * @param count the number of all results, if asked for
 * @param cached whether the results came from the cache
 * @param extra statistics and warnings
 */
record CursorPage<T>(List<T> results, Optional<String> id, OptionalLong count, boolean cached, JsonNode extra) {}

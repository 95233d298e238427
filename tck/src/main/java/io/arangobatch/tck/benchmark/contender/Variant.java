package io.arangobatch.tck.benchmark.contender;

import io.arangobatch.BatchOptions;
import java.util.List;
import java.util.Map;

/**
 * A way to use our driver.
 *
 * @param name what is added to the transport's name
 * @param about what is special, for the reader of the results
 * @param settings options of the connection, by name
 * @param options options of each session
 */
record Variant(String name, String about, Map<String, String> settings, BatchOptions options) {

    static final List<Variant> ALL = List.of(
            new Variant("multipart", "POST /_api/batch", Map.of(), BatchOptions.defaults()),
            new Variant(
                    "multipart-noresults",
                    "POST /_api/batch, without results",
                    Map.of(),
                    BatchOptions.defaults().returnResults(false)));
}

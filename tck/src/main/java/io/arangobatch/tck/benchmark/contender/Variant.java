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
 * @param mostOperations how long a batch may be for this to make sense
 */
record Variant(String name, String about, Map<String, String> settings, BatchOptions options, int mostOperations) {

    private static final Map<String, String> MULTIPART = Map.of("carrier", "multipart");
    private static final Map<String, String> PIPELINE = Map.of("carrier", "pipeline");

    static final List<Variant> ALL = List.of(
            new Variant("multipart", "POST /_api/batch", MULTIPART, BatchOptions.defaults(), Integer.MAX_VALUE),
            new Variant(
                    "multipart-noresults",
                    "POST /_api/batch, without results",
                    MULTIPART,
                    BatchOptions.defaults().returnResults(false),
                    Integer.MAX_VALUE),
            new Variant(
                    "pipeline",
                    "single requests in order over one connection",
                    PIPELINE,
                    BatchOptions.defaults(),
                    100_000));
}

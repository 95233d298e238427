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

    private static final BatchOptions ONE_BY_ONE = BatchOptions.defaults().coalesce(false);
    private static final int PIPELINED = 100_000;

    static final List<Variant> ALL = List.of(
            new Variant("multipart", "POST /_api/batch, nothing coalesced", MULTIPART, ONE_BY_ONE, Integer.MAX_VALUE),
            new Variant(
                    "multipart-noresults",
                    "POST /_api/batch, nothing coalesced, without results",
                    MULTIPART,
                    ONE_BY_ONE.returnResults(false),
                    Integer.MAX_VALUE),
            new Variant(
                    "multipart-coalesced",
                    "POST /_api/batch, with coalescing",
                    MULTIPART,
                    BatchOptions.defaults(),
                    Integer.MAX_VALUE),
            new Variant(
                    "pipeline",
                    "single requests in order over one connection, nothing coalesced",
                    PIPELINE,
                    ONE_BY_ONE,
                    PIPELINED),
            new Variant(
                    "pipeline-coalesced",
                    "requests in order over one connection, with coalescing",
                    PIPELINE,
                    BatchOptions.defaults(),
                    Integer.MAX_VALUE));
}

package io.arangobatch.tck.server.aql.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.arangobatch.tck.server.aql.AqlStore.WriteOptions;
import io.arangobatch.tck.server.aql.functions.Values;
import io.arangobatch.tck.server.aql.syntax.Constants;
import io.arangobatch.tck.server.aql.syntax.Expr;
import org.jspecify.annotations.Nullable;

/** The OPTIONS of a write; unknown ones are ignored. */
record WriteSettings(boolean ignoreErrors, WriteOptions store) {
    static WriteSettings of(@Nullable Expr options) {
        JsonNode values = options == null ? MissingNode.getInstance() : Constants.valueOf(options);
        return new WriteSettings(
                flag(values, "ignoreErrors", false),
                new WriteOptions(
                        flag(values, "waitForSync", false), keepNull(values), flag(values, "mergeObjects", true)));
    }

    private static boolean keepNull(JsonNode options) {
        return options.has("nullMeansRemove")
                ? !flag(options, "nullMeansRemove", false)
                : flag(options, "keepNull", true);
    }

    private static boolean flag(JsonNode options, String name, boolean missing) {
        return options.has(name) ? Values.isTrue(options.get(name)) : missing;
    }
}

package io.arangobatch.tck.server.aql.syntax;

import io.arangobatch.tck.server.aql.AqlException;
import java.util.regex.Pattern;

/** Which names a collection may have, system ones included. */
public final class CollectionNames {
    private static final int ILLEGAL_NAME = 1208;
    private static final Pattern ALLOWED = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_-]{0,63}");

    private CollectionNames() {}

    /**
     * Complains of a name that no collection has.
     *
     * @throws AqlException with number 1208
     */
    public static void check(String name) {
        if (!ALLOWED.matcher(name).matches()) {
            throw new AqlException(ILLEGAL_NAME, "illegal name: " + name);
        }
    }
}

package io.arangobatch;

import java.util.Optional;

/** Where and as whom requests run: told by connections, sessions and all facades. */
public interface ArangoContext {

    /**
     * Tells whether requests run at once or with a commit.
     *
     * @return the context
     */
    ExecutionContext context();

    /**
     * Returns the database that requests go to.
     *
     * @return its name, not encoded
     */
    String database();

    /**
     * Returns the user that requests run as.
     *
     * @return its name, or empty where there is no authentication or tokens come from a supplier
     */
    Optional<String> user();
}

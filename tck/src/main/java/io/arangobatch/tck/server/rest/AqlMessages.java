package io.arangobatch.tck.server.rest;

import io.arangobatch.tck.server.aql.AqlException;

/** The engine speaks as a 3.2 server; later ones word one failure differently. */
final class AqlMessages {
    private AqlMessages() {}

    static String of(AqlException e, ServerVersion version) {
        return version.atLeast(3, 4)
                ? e.getMessage().replace("AQL: collection not found: ", "AQL: collection or view not found: ")
                : e.getMessage();
    }
}

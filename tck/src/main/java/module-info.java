/**
 * Arangobatch TCK: the compatibility kit for transports, the servers it runs them against, and the command line.
 *
 * <p>Open, because JUnit and the command line's parser work by reflection.
 */
open module io.arangobatch.tck {
    requires transitive io.arangobatch;
    requires transitive org.junit.jupiter.api;
    requires com.fasterxml.jackson.databind;
    requires info.picocli;
    requires transitive org.junit.jupiter.api;
    requires static transitive org.jspecify;

    exports io.arangobatch.tck;
    exports io.arangobatch.tck.server;

    opens io.arangobatch.tck.cli to
            info.picocli;
}

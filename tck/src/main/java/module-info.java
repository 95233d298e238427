/** Arangobatch TCK: embedded ArangoDB server, compatibility kit for transports, command line. */
module io.arangobatch.tck {
    requires transitive io.arangobatch;
    requires com.fasterxml.jackson.databind;
    requires static transitive org.jspecify;

    exports io.arangobatch.tck.server;
}

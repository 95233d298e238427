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
    requires org.assertj.core;
    requires org.junit.jupiter.params;
    requires static transitive org.jspecify;
    // For the command line alone, which brings it along; vendors have the launcher of their build tool.
    requires static org.junit.platform.launcher;
    requires static java.management;
    requires static jdk.management;

    exports io.arangobatch.tck;
    exports io.arangobatch.tck.server;
    exports io.arangobatch.tck.server.scripted;

    uses io.arangobatch.spi.TransportProvider;
    uses io.arangobatch.tck.benchmark.contender.ContenderSource;
}

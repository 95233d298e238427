package io.arangobatch.tck.benchmark.run;

import io.arangobatch.tck.benchmark.nullserver.NullServer;
import io.arangobatch.tck.benchmark.process.Dialogue;
import io.arangobatch.tck.server.EmbeddedArango;
import java.io.IOException;

/** The JVM of a server; whatever it is asked, it tells its port and its counters. */
public final class ServerMain {

    private ServerMain() {}

    /**
     * What a server tells of itself.
     *
     * @param port where it listens
     * @param received bytes that have come from clients
     * @param sent bytes that have gone to them
     */
    public record State(int port, long received, long sent) {}

    /** Takes the kind of server. */
    public static void main(String[] args) throws IOException {
        if (ServerKind.valueOf(args[0]) == ServerKind.NULL) {
            nullServer();
        } else {
            embedded();
        }
    }

    private static void nullServer() throws IOException {
        try (NullServer server = NullServer.start()) {
            Dialogue.onStandardStreams(
                    String.class, ask -> new State(server.port(), server.bytesReceived(), server.bytesSent()));
        }
    }

    private static void embedded() throws IOException {
        try (EmbeddedArango server =
                EmbeddedArango.builder().numericRevisions(true).start()) {
            Dialogue.onStandardStreams(
                    String.class,
                    ask -> new State(
                            server.port(),
                            server.journal().bytesReceived(),
                            server.journal().bytesSent()));
        }
    }
}

package io.arangobatch.tck.demo;

import io.arangobatch.ArangoDriver;
import io.arangobatch.ArangoException;
import io.arangobatch.Connection;
import io.arangobatch.ConnectionConfig;
import io.arangobatch.ConnectionMetadata;
import io.arangobatch.spi.TransportProvider;
import io.arangobatch.tck.server.EmbeddedArango;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;

/** Runs the demonstration through every transport on the class path, each against fresh embedded servers of two versions. */
public final class Demo {

    /** One with the batch endpoint, and one without it. */
    private static final List<String> VERSIONS = List.of("3.2.2", "3.12.4");

    private final PrintStream out;

    /**
     * Makes a demonstration.
     *
     * @param out where to tell what happens
     */
    public Demo(PrintStream out) {
        this.out = out;
    }

    /**
     * Runs it.
     *
     * @return whether a transport was found and all was as expected through each of them
     */
    public boolean run() {
        List<TransportProvider> providers = ServiceLoader.load(TransportProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(TransportProvider::name))
                .toList();
        if (providers.isEmpty()) {
            out.println("No transport is on the class path; add arangobatch-transport-httpclient or"
                    + " arangobatch-transport-netty.");
            return false;
        }
        boolean passed = true;
        for (TransportProvider provider : providers) {
            passed &= run(provider);
        }
        out.println(passed ? "All as expected." : "Not all was as expected, see above.");
        return passed;
    }

    private boolean run(TransportProvider provider) {
        Checks checks = new Checks(out);
        VERSIONS.forEach(version -> run(provider, version, checks));
        return checks.passed();
    }

    private void run(TransportProvider provider, String version, Checks checks) {
        try (EmbeddedArango server =
                        EmbeddedArango.builder().serverVersion(version).start();
                Connection db = ArangoDriver.connect(config(server, provider))) {
            out.println("Transport " + db.transport() + ", embedded ArangoDB " + server.serverVersion() + " at "
                    + server.uri());
            ConnectionMetadata metadata = db.metadata();
            out.println("  carrier " + metadata.carrier() + ": " + metadata.reason());
            new Students(db, server.journal(), out, checks).run();
            new TimeZones(db, server.journal(), out, checks).run();
        } catch (ArangoException e) {
            checks.equal("the run through " + provider.name(), "free of exceptions", e);
        }
        out.println();
    }

    private static ConnectionConfig config(EmbeddedArango server, TransportProvider provider) {
        return ConnectionConfig.builder()
                .endpoint("127.0.0.1", server.port())
                .transportProvider(provider)
                .build();
    }
}

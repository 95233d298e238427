package io.arangobatch.tck.benchmark.run;

import io.arangobatch.tck.benchmark.load.Load;
import java.nio.file.Path;
import java.util.List;

/**
 * What a run is to do.
 *
 * @param transports names of transports for our driver
 * @param contenders names of contenders, or beginnings of them; none for all
 * @param loads the loads
 * @param servers the servers to start; none where there is a URL
 * @param url a server that runs already, as the driver's URL, or an empty text
 * @param peers the folder of peers
 * @param rounds how many rounds
 * @param warmUpMillis how much processor time each contender uses before them
 * @param roundMillis how long a round of one contender takes at least
 * @param heap the heap of each client, as the JVM's option has it
 * @param clientOptions more options for the JVMs of clients
 */
public record Plan(
        List<String> transports,
        List<String> contenders,
        List<Load> loads,
        List<ServerKind> servers,
        String url,
        Path peers,
        int rounds,
        long warmUpMillis,
        long roundMillis,
        String heap,
        List<String> clientOptions) {

    public Plan {
        transports = List.copyOf(transports);
        contenders = List.copyOf(contenders);
        loads = List.copyOf(loads);
        servers = List.copyOf(servers);
        clientOptions = List.copyOf(clientOptions);
    }
}

package io.arangobatch.tck.equivalence;

import io.arangobatch.spi.TransportProvider;
import io.arangobatch.transport.httpclient.HttpClientTransportProvider;
import io.arangobatch.transport.netty.NettyTransportProvider;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random sessions come out the same, whatever carries them and whether or not neighbours are put together.
 *
 * <p>System properties: {@code arangobatch.equivalence.sessions} says how many sessions run against each server through each transport,
 * {@code arangobatch.equivalence.seed} runs just that one, and {@code arangobatch.equivalence.url} takes a real server for the embedded ones, such as
 * {@code arangodb://root:secret@localhost:8529}; it gets a database of its own, which is dropped again.
 */
class EquivalenceTest {

    static final String PROPERTIES = "arangobatch.equivalence.";
    private static final int SESSIONS = Integer.getInteger(PROPERTIES + "sessions", 500);
    private static final Optional<String> URL = Optional.ofNullable(System.getProperty(PROPERTIES + "url"));
    private static final List<String> VERSIONS = List.of("3.2.2", "3.11.14", "3.12.4");

    static Stream<Arguments> serversAndTransports() {
        List<String> servers =
                URL.map(url -> List.of("the server of the property url")).orElse(VERSIONS);
        return servers.stream()
                .flatMap(server -> Stream.of("httpclient", "netty").map(transport -> Arguments.of(server, transport)));
    }

    @ParameterizedTest(name = "{0} through {1}")
    @MethodSource("serversAndTransports")
    void aSessionComesOutAsIfItsRequestsHadBeenRunOneByOne(String server, String transport) {
        String where = server + " through " + transport;
        try (Subject subject = subject(server, transport)) {
            Comparison comparison = new Comparison(subject, where);
            seeds().forEach(comparison::run);
            comparison.requireThatNeighboursTravelledTogether();
        }
    }

    private static Subject subject(String server, String transport) {
        TransportProvider provider =
                transport.equals("netty") ? new NettyTransportProvider() : new HttpClientTransportProvider();
        return URL.map(url -> Subject.at(url, provider)).orElseGet(() -> Subject.embedded(server, provider));
    }

    private static LongStream seeds() {
        Long seed = Long.getLong(PROPERTIES + "seed");
        return seed == null ? LongStream.range(0, SESSIONS) : LongStream.of(seed);
    }
}

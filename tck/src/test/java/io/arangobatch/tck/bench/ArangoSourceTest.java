package io.arangobatch.tck.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arangobatch.ArangoDriver;
import io.arangobatch.Connection;
import io.arangobatch.request.CollectionOptions;
import io.arangobatch.spi.TransportProvider;
import io.arangobatch.tck.TckOptions;
import io.arangobatch.tck.TckUse;
import io.arangobatch.tck.server.EmbeddedArango;
import io.arangobatch.transport.netty.NettyTransportProvider;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class ArangoSourceTest {

    private final TransportProvider provider = new NettyTransportProvider();

    @Test
    void withoutAUrlEachTestGetsAFreshServer() {
        ArangoSource source = ArangoSource.embedded();
        try (Arango one = source.open(provider, TckOptions.defaults());
                Arango other = source.open(provider, TckOptions.defaults())) {
            assertThat(one.embedded().orElseThrow().port())
                    .isNotEqualTo(other.embedded().orElseThrow().port());
        }
    }

    @Test
    void aRunHasADatabaseOfItsOwnThatEachTestFindsEmptyAndThatIsDropped() {
        try (EmbeddedArango server = EmbeddedArango.start()) {
            try (ArangoSource source = ArangoSource.at(server.uri().toString())) {
                String first = useOnce(source);
                assertThat(databases(server)).containsExactly("_system", first);
                assertThat(useOnce(source)).isEqualTo(first).startsWith("arangobatch-tck-");
            }
            assertThat(databases(server)).containsExactly("_system");
        }
    }

    @Test
    void testsThatNeedAServerOfTheKitAreSkippedWithARealOne() {
        try (Bench bench =
                new Bench(provider, TckOptions.defaults(), TckUse.BLOCKING, ArangoSource.at("http://127.0.0.1:8529"))) {
            assertThatThrownBy(bench::embedded)
                    .isInstanceOf(TestAbortedException.class)
                    .hasMessage("skipped: needs a server of the kit's own, which does what the test says;"
                            + " this run is against http://127.0.0.1:8529");
        }
    }

    @Test
    void aServerThatIsNotThereFailsTheTestWithItsAddress() {
        EmbeddedArango gone = EmbeddedArango.start();
        gone.close();
        assertThatThrownBy(() -> ArangoSource.at(gone.uri().toString()).open(provider, TckOptions.defaults()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("can be created at " + gone.uri() + "; came: ");
    }

    private String useOnce(ArangoSource source) {
        try (Arango arango = source.open(provider, TckOptions.defaults());
                Connection connection = arango.connect()) {
            assertThat(connection.databases().collections(true)).isEmpty();
            connection.collection("left").create(CollectionOptions.none());
            return connection.database();
        }
    }

    private List<String> databases(EmbeddedArango server) {
        try (Connection connection =
                ArangoDriver.connect("arangodb://127.0.0.1:" + server.port() + "?transport=" + provider.name())) {
            return connection.databases().list();
        }
    }
}

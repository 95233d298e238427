package io.arangobatch.tck.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arangobatch.BatchJob;
import io.arangobatch.BatchSession;
import io.arangobatch.Connection;
import io.arangobatch.model.Cursor;
import io.arangobatch.request.Aql;
import io.arangobatch.request.QueryOptions;
import io.arangobatch.spi.TransportException;
import io.arangobatch.tck.server.EmbeddedArango;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several servers in the URL: who takes over, and who owns a cursor. */
class CursorAcrossServersTest extends ThroughEachTransport {

    private EmbeddedArango first;
    private EmbeddedArango second;
    private Connection db;

    @BeforeEach
    void connect() {
        first = EmbeddedArango.start();
        second = EmbeddedArango.start();
        db = via.connect("arangodb://127.0.0.1:" + first.port() + ",127.0.0.1:" + second.port() + "/_system");
    }

    @AfterEach
    void disconnect() {
        db.close();
        first.close();
        second.close();
    }

    private Cursor<Integer> committedCursor() {
        try (BatchSession batch = db.beginBatch()) {
            BatchJob<Cursor<Integer>> job = batch.add(Aql.query(
                    "FOR i IN 1..5 RETURN i", Map.of(), QueryOptions.none().batchSize(2), Integer.class));
            batch.commit();
            return job.result();
        }
    }

    @Test
    void theSecondServerTakesOverWhenTheFirstIsGone() {
        first.close();

        assertThat(db.serverVersion().version()).isEqualTo("3.2.2");

        assertThat(second.journal().requests()).hasSize(1);
    }

    @Test
    void furtherPagesComeFromTheServerThatMadeTheCursor() {
        first.close();
        Cursor<Integer> ofSecond = committedCursor();
        try (EmbeddedArango firstAgain =
                EmbeddedArango.builder().port(first.port()).start()) {
            assertThat(ofSecond.toList()).containsExactly(1, 2, 3, 4, 5);

            assertThat(firstAgain.journal().requests()).isEmpty();
            assertThat(second.journal().requests())
                    .extracting(request -> request.method())
                    .containsExactly("POST", "PUT", "PUT");
        }
    }

    @Test
    void aCursorDoesNotMoveToTheOtherServerWhenItsOwnIsGone() {
        Cursor<Integer> ofFirst = committedCursor();
        int port = first.port();
        first.close();
        // Makes the connection notice, so that the second server is its current one.
        db.serverVersion();

        assertThatThrownBy(ofFirst::nextPage)
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("127.0.0.1:" + port);

        assertThat(second.journal().requests())
                .extracting(request -> request.path())
                .containsExactly("/_db/_system/_api/version");
        assertThat(ofFirst.page()).containsExactly(1, 2);
    }

    @Test
    void allServersAreNamedWhenNoneIsThere() {
        first.close();
        second.close();

        assertThatThrownBy(() -> db.serverVersion())
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("127.0.0.1:" + second.port());
    }
}

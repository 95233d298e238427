package io.arangobatch.tck.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.arangobatch.ArangoDriver;
import io.arangobatch.BatchCarrier;
import io.arangobatch.BatchJob;
import io.arangobatch.BatchOptions;
import io.arangobatch.BatchResult;
import io.arangobatch.BatchSession;
import io.arangobatch.Connection;
import io.arangobatch.ConnectionMetadata;
import io.arangobatch.JobStatus;
import io.arangobatch.model.DocumentMetadata;
import io.arangobatch.request.CollectionOptions;
import io.arangobatch.tck.server.EmbeddedArango;
import io.arangobatch.tck.server.RecordedRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a commit finds its way to servers with and without a batch endpoint. */
class CarrierTest extends ThroughEachTransport {

    private static final String STUDENTS = "students";

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 2_000})
    void withoutABatchEndpointTheRequestsGoOneByOneInOrder(int requests) {
        try (EmbeddedArango arango =
                        EmbeddedArango.builder().serverVersion("3.12.4").start();
                Connection db = via.connect(arango)) {
            db.collection(STUDENTS).create(CollectionOptions.none());
            db.metadata();
            arango.journal().clear();

            try (BatchSession batch = db.beginBatch(BatchOptions.defaults().coalesce(false))) {
                List<BatchJob<DocumentMetadata>> jobs = new ArrayList<>();
                List<String> targets = new ArrayList<>();
                for (int i = 0; i < requests; i++) {
                    jobs.add(batch.collection(STUDENTS).replace("k" + i, Map.of("n", i)));
                    targets.add("/_db/_system/_api/document/students/k" + i);
                }
                BatchResult result = batch.commit();

                assertThat(arango.journal().requests())
                        .extracting(RecordedRequest::target)
                        .isEqualTo(targets);
                assertThat(result.calls()).isEqualTo(requests);
                assertThat(result.failed()).isEqualTo(requests);
                assertThat(jobs).extracting(BatchJob::status).containsOnly(JobStatus.DONE);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "3.2.2, MULTIPART, ArangoDB 3.2.2 has /_api/batch",
        "3.12.2, MULTIPART, ArangoDB 3.12.2 has /_api/batch",
        "3.12.4, PIPELINE, ArangoDB 3.12.4 has no /_api/batch"
    })
    void theMetadataTellVersionCarrierAndWhy(String version, BatchCarrier carrier, String reason) {
        try (EmbeddedArango arango =
                        EmbeddedArango.builder().serverVersion(version).start();
                Connection db = via.connect(arango)) {
            ConnectionMetadata metadata = db.metadata();

            assertThat(metadata.serverVersion()).contains(version);
            assertThat(metadata.carrier()).isEqualTo(carrier);
            assertThat(metadata.reason()).isEqualTo(reason);
        }
    }

    @Test
    void aRefusedEndpointRunsNothingAndTheSameCommitGoesOnWithoutIt() {
        try (EmbeddedArango arango =
                        EmbeddedArango.builder().batchNotImplemented().start();
                Connection db = via.connect(arango)) {
            db.collection(STUDENTS).create(CollectionOptions.none());
            BatchSession batch = db.beginBatch();
            BatchJob<DocumentMetadata> kris = batch.collection(STUDENTS).insert(Map.of("_key", "Kris"));
            BatchResult result = batch.commit();

            assertThat(kris.result().id()).isEqualTo("students/Kris");
            assertThat(result.calls()).isEqualTo(2);
            assertThat(db.metadata().carrier()).isEqualTo(BatchCarrier.PIPELINE);
            assertThat(db.metadata().reason())
                    .isEqualTo("the server has no /_api/batch: it answered HTTP 501, errorNum 9");
        }
    }

    @Test
    void theChoiceIsRemembered() {
        try (EmbeddedArango arango =
                        EmbeddedArango.builder().serverVersion("3.12.4").start();
                Connection db = via.connect(arango)) {
            db.batch(batch -> batch.serverVersion());
            arango.journal().clear();
            db.batch(batch -> batch.serverVersion());

            assertThat(arango.journal().requests())
                    .extracting(RecordedRequest::target)
                    .containsExactly("/_db/_system/_api/version");
        }
    }

    @Test
    void theWishOfTheConfigurationIsFollowed() {
        try (EmbeddedArango arango = EmbeddedArango.start();
                Connection db = ArangoDriver.connect(
                        via.config(arango).carrier(BatchCarrier.PIPELINE).build())) {
            db.batch(batch -> batch.serverVersion());

            assertThat(arango.journal().requests())
                    .extracting(RecordedRequest::target)
                    .containsExactly("/_db/_system/_api/version");
            assertThat(db.metadata().reason()).isEqualTo("the option carrier asks for it");
        }
    }
}

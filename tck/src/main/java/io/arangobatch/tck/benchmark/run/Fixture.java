package io.arangobatch.tck.benchmark.run;

import io.arangobatch.ArangoDriver;
import io.arangobatch.Connection;
import io.arangobatch.ConnectionConfig;
import io.arangobatch.request.CollectionOptions;
import io.arangobatch.request.RawJson;
import io.arangobatch.tck.benchmark.Target;
import io.arangobatch.tck.benchmark.load.Student;

/** The collection that contenders write to, with the documents that they read. */
final class Fixture implements AutoCloseable {

    static final String COLLECTION = "benchmark";

    private final Connection connection;

    private Fixture(Connection connection) {
        this.connection = connection;
    }

    static Fixture create(Target target, String transport) {
        ConnectionConfig.Builder config = ConnectionConfig.builder()
                .endpoint(target.host(), target.port())
                .database(target.database())
                .transport(transport);
        if (target.authenticated()) {
            config.user(target.user()).password(target.password());
        }
        Fixture fixture = new Fixture(ArangoDriver.connect(config.build()));
        try {
            fixture.connection.collection(COLLECTION).create(CollectionOptions.none());
            fixture.seed();
            return fixture;
        } catch (RuntimeException e) {
            fixture.connection.close();
            throw e;
        }
    }

    private void seed() {
        connection
                .batch(batch -> {
                    for (int i = 0; i < Student.SEEDED; i++) {
                        batch.collection(COLLECTION).insert(RawJson.of(Student.seed(i)));
                    }
                })
                .throwIfAnyFailed();
    }

    void reset() {
        connection.collection(COLLECTION).truncate();
        seed();
    }

    @Override
    public void close() {
        try {
            connection.collection(COLLECTION).drop();
        } finally {
            connection.close();
        }
    }
}

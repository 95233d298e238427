package io.arangobatch.tck.driver;

import io.arangobatch.BatchJob;
import io.arangobatch.BatchSession;
import io.arangobatch.Connection;
import io.arangobatch.request.ArangoRequest;

/** The two ways to run a request: each must give the same result or the same exception. */
enum Way {
    NOW {
        @Override
        <T> T run(Connection db, ArangoRequest<T> request) {
            return db.execute(request);
        }
    },
    WITH_A_BATCH {
        @Override
        <T> T run(Connection db, ArangoRequest<T> request) {
            try (BatchSession batch = db.beginBatch()) {
                BatchJob<T> job = batch.add(request);
                batch.commit();
                return job.result();
            }
        }
    };

    abstract <T> T run(Connection db, ArangoRequest<T> request);
}

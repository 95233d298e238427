package io.arangobatch.tck.benchmark.driver7;

import com.arangodb.ArangoCollectionAsync;
import com.arangodb.ArangoDatabase;
import com.arangodb.ArangoDatabaseAsync;
import io.arangobatch.tck.benchmark.contender.Worker;
import io.arangobatch.tck.benchmark.load.Operation;
import io.arangobatch.tck.benchmark.load.Operations;
import io.arangobatch.tck.benchmark.load.Student;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Keeps 64 operations in flight. */
final class AsyncWorker implements Worker {

    private static final int IN_FLIGHT = 64;

    private final ArangoDatabaseAsync database;
    private final ArangoCollectionAsync collection;
    private final Operations operations;
    private final Semaphore free = new Semaphore(IN_FLIGHT);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    AsyncWorker(ArangoDatabase database, String collection, Operations operations) {
        this.database = database.arango().async().db(database.name());
        this.collection = this.database.collection(collection);
        this.operations = operations;
    }

    @Override
    public void send() throws InterruptedException {
        for (Operation operation : operations) {
            free.acquire();
            run(operation).whenComplete((nothing, failed) -> {
                if (failed != null) {
                    failure.compareAndSet(null, failed);
                }
                free.release();
            });
        }
        free.acquire(IN_FLIGHT);
        free.release(IN_FLIGHT);
        Throwable failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("an operation failed: " + failed, failed);
        }
    }

    private CompletableFuture<Void> run(Operation operation) {
        if (operation instanceof Operation.Insert insert) {
            return collection.insertDocument(insert.document()).thenAccept(Checks::stored);
        }
        if (operation instanceof Operation.Read read) {
            return collection.getDocument(read.key(), Student.class).thenAccept(Checks::found);
        }
        Operation.Query query = (Operation.Query) operation;
        return database.query(Operations.QUERY, Integer.class, Map.of("number", query.number()))
                .thenAccept(cursor -> Checks.found(cursor.getResult().get(0)));
    }

    @Override
    public Set<Step> steps() {
        return Set.of(Step.SEND);
    }
}

package io.arangobatch.tck.benchmark.driver7;

import com.arangodb.ArangoCollection;
import com.arangodb.ArangoDatabase;
import io.arangobatch.tck.benchmark.contender.Worker;
import io.arangobatch.tck.benchmark.load.Operation;
import io.arangobatch.tck.benchmark.load.Operations;
import io.arangobatch.tck.benchmark.load.Student;
import java.util.Map;
import java.util.Set;

/** Waits for each answer before the next operation. */
final class SingleWorker implements Worker {

    private final ArangoDatabase database;
    private final ArangoCollection collection;
    private final Operations operations;

    SingleWorker(ArangoDatabase database, String collection, Operations operations) {
        this.database = database;
        this.collection = database.collection(collection);
        this.operations = operations;
    }

    @Override
    public void send() {
        operations.forEach(this::run);
    }

    private void run(Operation operation) {
        if (operation instanceof Operation.Insert insert) {
            Checks.stored(collection.insertDocument(insert.document()));
        } else if (operation instanceof Operation.Read read) {
            Checks.found(collection.getDocument(read.key(), Student.class));
        } else if (operation instanceof Operation.Query query) {
            Checks.found(database.query(Operations.QUERY, Integer.class, Map.of("number", query.number()))
                    .next());
        }
    }

    @Override
    public Set<Step> steps() {
        return Set.of(Step.SEND);
    }
}

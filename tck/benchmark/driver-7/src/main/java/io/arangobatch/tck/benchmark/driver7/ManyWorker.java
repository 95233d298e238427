package io.arangobatch.tck.benchmark.driver7;

import com.arangodb.ArangoCollection;
import com.arangodb.ArangoDatabase;
import com.arangodb.entity.DocumentCreateEntity;
import com.arangodb.entity.MultiDocumentEntity;
import io.arangobatch.tck.benchmark.contender.Worker;
import io.arangobatch.tck.benchmark.load.Operations;
import io.arangobatch.tck.benchmark.load.Student;
import java.util.List;
import java.util.Set;

/** Sends many documents in one request. */
final class ManyWorker implements Worker {

    private static final int CHUNK = 1_000;

    private final ArangoCollection collection;
    private final List<Student> documents;

    ManyWorker(ArangoDatabase database, String collection, Operations operations) {
        this.collection = database.collection(collection);
        this.documents = operations.documents();
    }

    @Override
    public void send() {
        for (int from = 0; from < documents.size(); from += CHUNK) {
            List<Student> chunk = documents.subList(from, Math.min(documents.size(), from + CHUNK));
            MultiDocumentEntity<DocumentCreateEntity<Void>> answer = collection.insertDocuments(chunk);
            if (answer.getDocuments().size() != chunk.size()) {
                throw new IllegalStateException("operations failed: " + answer.getErrors());
            }
            answer.getDocuments().forEach(Checks::stored);
        }
    }

    @Override
    public Set<Step> steps() {
        return Set.of(Step.SEND);
    }
}

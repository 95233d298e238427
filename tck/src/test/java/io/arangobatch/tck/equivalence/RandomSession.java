package io.arangobatch.tck.equivalence;

import com.fasterxml.jackson.databind.JsonNode;
import io.arangobatch.request.Aql;
import io.arangobatch.request.ArangoRequest;
import io.arangobatch.request.Collections;
import io.arangobatch.request.DocumentOptions;
import io.arangobatch.request.Documents;
import io.arangobatch.request.OverwriteMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** The requests of a session: mostly runs of one kind on one collection, for those are what is put together, with other requests strewn in. */
final class RandomSession {

    static final int LONGEST = 200;
    static final String STUDENTS = "students";
    static final String EDGES = "friends";
    static final String MISSING = "nosuchcollection";

    private enum Kind {
        INSERT,
        REPLACE,
        UPDATE,
        DELETE,
        GET
    }

    private final Random random;
    private final RandomDocuments documents;
    private final List<ArangoRequest<?>> requests = new ArrayList<>();

    private RandomSession(long seed) {
        random = new Random(seed);
        documents = new RandomDocuments(random);
    }

    /** The same requests for the same seed. */
    static List<ArangoRequest<?>> of(long seed) {
        RandomSession session = new RandomSession(seed);
        return session.requests();
    }

    private List<ArangoRequest<?>> requests() {
        int length = 1 + (oneIn(12) ? random.nextInt(LONGEST) : random.nextInt(40));
        while (requests.size() < length) {
            addRun(length - requests.size());
        }
        return List.copyOf(requests);
    }

    private boolean oneIn(int n) {
        return documents.oneIn(n);
    }

    private void addRun(int room) {
        Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
        String collection = oneIn(20) ? MISSING : oneIn(4) ? EDGES : STUDENTS;
        DocumentOptions options = options(kind);
        int length = Math.min(room, 1 + random.nextInt(oneIn(3) ? 60 : 8));
        for (int i = 0; i < length; i++) {
            requests.add(oneIn(30) ? other() : one(kind, collection, options));
        }
    }

    private ArangoRequest<?> one(Kind kind, String collection, DocumentOptions options) {
        boolean edge = collection.equals(EDGES);
        String key = documents.key();
        return switch (kind) {
            case INSERT -> Documents.insert(collection, documents.inserted(edge), options);
            case REPLACE -> Documents.replace(collection, key, documents.changed(key, edge), options);
            case UPDATE -> Documents.update(collection, key, documents.changed(key, edge), options);
            case DELETE -> Documents.delete(collection, key, options);
            case GET -> Documents.get(collection, key, JsonNode.class, options);
        };
    }

    private DocumentOptions options(Kind kind) {
        DocumentOptions options = DocumentOptions.none();
        if (oneIn(2)) {
            return options;
        }
        if (kind == Kind.GET) {
            return oneIn(4) ? options.ifMatch("_none---") : oneIn(4) ? options.ifNoneMatch("_none---") : options;
        }
        options = written(options);
        if (kind == Kind.INSERT && oneIn(3)) {
            OverwriteMode[] modes = OverwriteMode.values();
            options = options.overwriteMode(modes[random.nextInt(modes.length)]);
        }
        if (kind == Kind.UPDATE && oneIn(2)) {
            options = oneIn(2) ? options.keepNull(oneIn(2)) : options.mergeObjects(oneIn(2));
        }
        if ((kind == Kind.UPDATE || kind == Kind.REPLACE) && oneIn(4)) {
            options = options.ignoreRevs(oneIn(2));
        }
        return kind != Kind.INSERT && oneIn(8) ? options.ifMatch("_none---") : options;
    }

    private DocumentOptions written(DocumentOptions before) {
        DocumentOptions options = before;
        if (oneIn(3)) {
            options = options.returnOld(!oneIn(4));
        }
        if (oneIn(8)) {
            options = options.silent(!oneIn(4));
        }
        return oneIn(8) ? options.waitForSync(true) : options;
    }

    /** What is never put together. */
    private ArangoRequest<?> other() {
        List<String> keys =
                IntStream.range(0, 3).mapToObj(i -> "k" + random.nextInt(14)).toList();
        Map<String, Object> bound = Map.of("keys", keys);
        return switch (random.nextInt(11)) {
            case 0 -> Documents.exists(oneIn(5) ? MISSING : STUDENTS, documents.key());
            case 1 ->
                Documents.insertAll(
                        STUDENTS,
                        List.of(Map.of("_key", documents.key()), Map.of("u", 3, "_key", documents.key())),
                        DocumentOptions.none());
            case 2 -> Documents.getAll(STUDENTS, keys, JsonNode.class);
            case 3 -> Documents.deleteAll(STUDENTS, keys, DocumentOptions.none().returnOld(true));
            case 4 -> Aql.query("FOR d IN students FILTER d._key IN @keys SORT d._key RETURN d", bound, JsonNode.class);
            case 5 ->
                Aql.query(
                        "FOR d IN students FILTER d._key IN @keys SORT d._key UPDATE d WITH {aql: true} IN students RETURN NEW._key",
                        bound,
                        JsonNode.class);
            case 6 -> Aql.query("FOR k IN @keys INSERT {_key: k} INTO students", bound, JsonNode.class);
            case 7 -> Aql.query("FOR d IN RETURN", JsonNode.class);
            case 8 -> Collections.count(oneIn(5) ? MISSING : STUDENTS);
            case 9 -> ArangoRequest.of("GET", "/_api/nosuchthing");
            default ->
                ArangoRequest.of("POST", "/_api/document/" + STUDENTS).json(Map.of("_key", keys.get(0), "raw", true));
        };
    }
}

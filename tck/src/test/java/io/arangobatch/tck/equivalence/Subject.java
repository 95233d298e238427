package io.arangobatch.tck.equivalence;

import com.fasterxml.jackson.databind.JsonNode;
import io.arangobatch.ArangoDriver;
import io.arangobatch.ArangoException;
import io.arangobatch.BatchCarrier;
import io.arangobatch.BatchJob;
import io.arangobatch.BatchOptions;
import io.arangobatch.BatchResult;
import io.arangobatch.BatchSession;
import io.arangobatch.Connection;
import io.arangobatch.ConnectionConfig;
import io.arangobatch.model.CollectionType;
import io.arangobatch.model.Cursor;
import io.arangobatch.request.ArangoRequest;
import io.arangobatch.request.CollectionOptions;
import io.arangobatch.request.DocumentOptions;
import io.arangobatch.request.Documents;
import io.arangobatch.request.IndexDefinition;
import io.arangobatch.spi.TransportProvider;
import io.arangobatch.tck.server.EmbeddedArango;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A server with a database of its own for the test, reached through one transport. */
final class Subject implements AutoCloseable {

    private static final List<String> COLLECTIONS = List.of(RandomSession.STUDENTS, RandomSession.EDGES);

    private final Optional<EmbeddedArango> embedded;
    private final ConnectionConfig system;
    private final String database =
            "equivalence-" + UUID.randomUUID().toString().substring(0, 8);
    private final Map<BatchCarrier, Connection> connections = new EnumMap<>(BatchCarrier.class);

    private Subject(Optional<EmbeddedArango> embedded, ConnectionConfig system) {
        this.embedded = embedded;
        this.system = system;
    }

    static Subject embedded(String version, TransportProvider transport) {
        EmbeddedArango server = EmbeddedArango.builder().serverVersion(version).start();
        return at(Optional.of(server), "arangodb://127.0.0.1:" + server.port(), transport);
    }

    static Subject at(String url, TransportProvider transport) {
        return at(Optional.empty(), url, transport);
    }

    private static Subject at(Optional<EmbeddedArango> embedded, String url, TransportProvider transport) {
        ConnectionConfig config = ConnectionConfig.parse(url).toBuilder()
                .transportProvider(transport)
                .build();
        Subject subject = new Subject(embedded, config);
        subject.prepare();
        return subject;
    }

    private void prepare() {
        try (Connection connection = ArangoDriver.connect(system)) {
            connection.databases().create(database);
            boolean batches = connection.metadata().carrier() == BatchCarrier.MULTIPART;
            List<BatchCarrier> carriers =
                    batches ? List.of(BatchCarrier.MULTIPART, BatchCarrier.PIPELINE) : List.of(BatchCarrier.PIPELINE);
            carriers.forEach(carrier -> connections.put(carrier, connect(carrier)));
        }
        Connection db = any();
        db.collection(RandomSession.STUDENTS).create(CollectionOptions.none());
        db.collection(RandomSession.STUDENTS)
                .createIndex(IndexDefinition.persistent("u").unique(true).sparse(true));
        db.collection(RandomSession.EDGES).create(CollectionOptions.none().type(CollectionType.EDGE));
    }

    private Connection connect(BatchCarrier carrier) {
        return ArangoDriver.connect(
                system.toBuilder().database(database).carrier(carrier).build());
    }

    private Connection any() {
        return connections.get(BatchCarrier.PIPELINE);
    }

    /** The ways in which a session can travel to this server. */
    List<Variant> variants() {
        return connections.keySet().stream()
                .flatMap(carrier -> Stream.of(new Variant(carrier, false), new Variant(carrier, true)))
                .toList();
    }

    /** Runs each request by itself. */
    Outcome runOneByOne(List<ArangoRequest<?>> requests) {
        fill();
        Normalized normalized = new Normalized();
        List<String> lines = new ArrayList<>();
        int[] failed = {0};
        for (ArangoRequest<?> request : requests) {
            lines.add(line(normalized, () -> executed(request, failed)));
        }
        return outcome(normalized, lines, failed[0], requests.size());
    }

    private <T> T executed(ArangoRequest<T> request, int[] failed) {
        return any().execute(request.decodedBy(response -> {
            failed[0] += response.status() >= 400 ? 1 : 0;
            return request.decoder().decode(response);
        }));
    }

    /** Runs the requests as one session. */
    Outcome run(List<ArangoRequest<?>> requests, Variant variant) {
        fill();
        Normalized normalized = new Normalized();
        List<String> lines = new ArrayList<>();
        try (BatchSession session = session(variant, true)) {
            requests.forEach(session::add);
            BatchResult result = session.commit();
            for (BatchJob<?> job : result.jobs()) {
                lines.add(line(normalized, job::result));
            }
            return outcome(normalized, lines, result.failed(), result.wireRequests());
        }
    }

    /** Runs the requests as one session that wants no results. */
    Outcome runWithoutResults(List<ArangoRequest<?>> requests, Variant variant) {
        fill();
        try (BatchSession session = session(variant, false)) {
            requests.forEach(session::add);
            BatchResult result = session.commit();
            return outcome(new Normalized(), new ArrayList<>(), result.failed(), result.wireRequests());
        }
    }

    private BatchSession session(Variant variant, boolean results) {
        return connections
                .get(variant.carrier())
                .beginBatch(BatchOptions.defaults().coalesce(variant.coalesce()).returnResults(results));
    }

    private static String line(Normalized normalized, Supplier<?> result) {
        try {
            return normalized.result(result.get());
        } catch (ArangoException e) {
            return Normalized.failure(e);
        }
    }

    /** The same documents before each run. */
    private void fill() {
        Connection db = any();
        COLLECTIONS.forEach(collection -> db.collection(collection).truncate());
        db.execute(Documents.insertAll(
                RandomSession.STUDENTS,
                IntStream.range(0, 8)
                        .mapToObj(i -> Map.of("_key", "k" + i, "u", i, "o", Map.of("a", i, "b", i)))
                        .toList(),
                DocumentOptions.none()));
        db.execute(Documents.insertAll(
                RandomSession.EDGES,
                IntStream.range(0, 8)
                        .mapToObj(i -> Map.of("_key", "k" + i, "_from", "students/k1", "_to", "students/k" + i))
                        .toList(),
                DocumentOptions.none()));
    }

    private Outcome outcome(Normalized normalized, List<String> lines, int failed, int wireRequests) {
        List<String> data = new ArrayList<>();
        Normalized anew = new Normalized();
        for (String collection : COLLECTIONS) {
            List<JsonNode> documents = documents(collection);
            lines.addAll(normalized.data(documents));
            data.addAll(anew.data(documents));
        }
        return new Outcome(lines, data, failed, wireRequests);
    }

    private List<JsonNode> documents(String collection) {
        List<JsonNode> documents = new ArrayList<>();
        try (Cursor<JsonNode> all = any().aql()
                .query("FOR d IN @@collection RETURN d", Map.of("@collection", collection), JsonNode.class)) {
            all.forEach(documents::add);
        }
        return documents;
    }

    @Override
    public void close() {
        connections.values().forEach(Connection::close);
        try (Connection connection = ArangoDriver.connect(system)) {
            connection.databases().drop(database);
        }
        embedded.ifPresent(EmbeddedArango::close);
    }
}

package io.arangobatch.tck.benchmark.contender;

import io.arangobatch.ArangoDriver;
import io.arangobatch.BatchOptions;
import io.arangobatch.BatchResult;
import io.arangobatch.BatchSession;
import io.arangobatch.Connection;
import io.arangobatch.model.DocumentMetadata;
import io.arangobatch.request.Aql;
import io.arangobatch.request.ArangoRequest;
import io.arangobatch.request.Documents;
import io.arangobatch.tck.benchmark.Target;
import io.arangobatch.tck.benchmark.load.Load;
import io.arangobatch.tck.benchmark.load.Operation;
import io.arangobatch.tck.benchmark.load.Operations;
import io.arangobatch.tck.benchmark.load.Student;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Our driver over one transport, used in one way. */
final class DriverContender implements Contender {

    private final String transport;
    private final Variant variant;

    DriverContender(String transport, Variant variant) {
        this.transport = transport;
        this.variant = variant;
    }

    @Override
    public String name() {
        return transport + "-" + variant.name();
    }

    @Override
    public String about() {
        return "Arangobatch over " + transport + ": " + variant.about();
    }

    @Override
    public boolean takes(Load load) {
        return load.operations() <= variant.mostOperations();
    }

    @Override
    public Opened open(Target target) {
        Connection connection = connect(target, transport, variant.settings());
        return new Opened() {
            @Override
            public Worker worker(Load load) {
                return new Sender(connection, variant.options(), target.collection(), Operations.of(load));
            }

            @Override
            public void close() {
                connection.close();
            }
        };
    }

    private static Connection connect(Target target, String transport, Map<String, String> settings) {
        Properties properties = new Properties();
        properties.setProperty("transport", transport);
        settings.forEach(properties::setProperty);
        if (target.authenticated()) {
            properties.setProperty("user", target.user());
            properties.setProperty("password", target.password());
        }
        return ArangoDriver.connect(
                "arangodb://" + target.host() + ":" + target.port() + "/" + target.database(), properties);
    }

    static ArangoRequest<?> request(Operation operation, String collection) {
        if (operation instanceof Operation.Insert insert) {
            return Documents.insert(collection, insert.document());
        }
        if (operation instanceof Operation.Read read) {
            return Documents.get(collection, read.key(), Student.class);
        }
        Operation.Query query = (Operation.Query) operation;
        return Aql.query(Operations.QUERY, Map.of("number", query.number()), Integer.class);
    }

    private static final class Sender implements Worker {
        private final Connection connection;
        private final BatchOptions options;
        private final String collection;
        private final Operations operations;
        private @Nullable BatchSession session;
        private @Nullable BatchResult result;

        Sender(Connection connection, BatchOptions options, String collection, Operations operations) {
            this.connection = connection;
            this.options = options;
            this.collection = collection;
            this.operations = operations;
        }

        @Override
        public void queue() {
            BatchSession queueing = connection.beginBatch(options);
            session = queueing;
            for (Operation operation : operations) {
                queueing.add(request(operation, collection));
            }
        }

        @Override
        public void send() {
            result = Objects.requireNonNull(session).commit();
            if (result.failed() > 0) {
                throw new IllegalStateException(result.failed() + " operations failed");
            }
        }

        @Override
        public void read() {
            Objects.requireNonNull(result).jobs().forEach(job -> check(job.result()));
        }

        private static void check(Object value) {
            boolean good = value instanceof DocumentMetadata metadata
                    ? !metadata.key().isEmpty()
                    : !(value instanceof Optional<?> found) || found.isPresent();
            if (!good) {
                throw new IllegalStateException("an answer holds nothing: " + value);
            }
        }

        @Override
        public void drop() {
            Objects.requireNonNull(session).close();
            session = null;
            result = null;
        }

        @Override
        public Set<Step> steps() {
            return EnumSet.allOf(Step.class);
        }
    }
}

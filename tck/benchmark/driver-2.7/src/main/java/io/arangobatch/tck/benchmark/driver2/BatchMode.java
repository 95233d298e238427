package io.arangobatch.tck.benchmark.driver2;

import com.arangodb.ArangoConfigure;
import com.arangodb.ArangoDriver;
import com.arangodb.ArangoException;
import com.arangodb.ArangoHost;
import com.arangodb.entity.BaseEntity;
import io.arangobatch.tck.benchmark.Target;
import io.arangobatch.tck.benchmark.contender.Contender;
import io.arangobatch.tck.benchmark.contender.Worker;
import io.arangobatch.tck.benchmark.load.Load;
import io.arangobatch.tck.benchmark.load.Operation;
import io.arangobatch.tck.benchmark.load.Operations;
import io.arangobatch.tck.benchmark.load.Student;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** The batch mode that the driver had until version 3: the same protocol as ours. */
final class BatchMode implements Contender {

    /** It looks each result up in a list from its beginning on, so that the time grows with the square of the batch. */
    private static final int MOST_OPERATIONS = 10_000;

    @Override
    public String name() {
        return "driver-2.7-batch";
    }

    @Override
    public String about() {
        return "com.arangodb:arangodb-java-driver:2.7.4 in batch mode, over the HttpClient 4.5.1 that it brings; default"
                + " settings";
    }

    @Override
    public boolean takes(Load load) {
        return load.operations() <= MOST_OPERATIONS;
    }

    @Override
    public Opened open(Target target) {
        return new Opened() {
            @Override
            public Worker worker(Load load) {
                return new Sender(target, Operations.of(load));
            }

            @Override
            public void close() {}
        };
    }

    /** Batch mode is a state of the whole driver, so each thread needs a driver of its own. */
    private static final class Sender implements Worker {
        private final ArangoConfigure configure = new ArangoConfigure();
        private final ArangoDriver driver;
        private final String collection;
        private final Operations operations;

        Sender(Target target, Operations operations) {
            this.collection = target.collection();
            this.operations = operations;
            configure.setArangoHost(new ArangoHost(target.host(), target.port()));
            configure.setDefaultDatabase(target.database());
            if (target.authenticated()) {
                configure.setUser(target.user());
                configure.setPassword(target.password());
            }
            configure.init();
            driver = new ArangoDriver(configure);
        }

        @Override
        public void queue() throws ArangoException {
            driver.startBatchMode();
            for (Operation operation : operations) {
                queue(operation);
            }
        }

        private void queue(Operation operation) throws ArangoException {
            if (operation instanceof Operation.Insert insert) {
                driver.createDocument(collection, insert.document());
            } else if (operation instanceof Operation.Read read) {
                driver.getDocument(collection, read.key(), Student.class);
            } else if (operation instanceof Operation.Query query) {
                driver.executeAqlQuery(
                        Operations.QUERY,
                        Map.of("number", query.number()),
                        driver.getDefaultAqlQueryOptions(),
                        Integer.class);
            }
        }

        @Override
        public void send() throws ArangoException {
            driver.executeBatch();
        }

        @Override
        public void read() throws ArangoException {
            for (int i = 1; i <= operations.size(); i++) {
                Object result = driver.getBatchResponseByRequestId("request" + i);
                if (result == null || result instanceof BaseEntity entity && entity.isError()) {
                    throw new IllegalStateException("an operation failed: " + result);
                }
            }
        }

        @Override
        public Set<Step> steps() {
            return EnumSet.allOf(Step.class);
        }

        @Override
        public void close() {
            configure.shutdown();
        }
    }
}

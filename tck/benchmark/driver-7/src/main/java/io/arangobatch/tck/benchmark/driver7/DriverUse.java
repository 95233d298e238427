package io.arangobatch.tck.benchmark.driver7;

import com.arangodb.ArangoDB;
import com.arangodb.ArangoDatabase;
import com.arangodb.Protocol;
import io.arangobatch.tck.benchmark.Target;
import io.arangobatch.tck.benchmark.contender.Contender;
import io.arangobatch.tck.benchmark.contender.Worker;
import io.arangobatch.tck.benchmark.load.Load;
import io.arangobatch.tck.benchmark.load.Operations;

/** The driver, used in one way. */
final class DriverUse implements Contender {

    private final String use;
    private final String about;
    private final int mostOperations;
    private final boolean mixed;
    private final Workers workers;

    /** Makes what a thread uses. */
    interface Workers {
        Worker of(ArangoDatabase database, String collection, Operations operations);
    }

    DriverUse(String use, String about, int mostOperations, boolean mixed, Workers workers) {
        this.use = use;
        this.about = about;
        this.mostOperations = mostOperations;
        this.mixed = mixed;
        this.workers = workers;
    }

    @Override
    public String name() {
        return "driver-7-" + use;
    }

    @Override
    public String about() {
        return "com.arangodb:arangodb-java-driver-shaded:7.25.0, " + about
                + "; HTTP/1.1 with JSON, which both servers speak, otherwise default settings";
    }

    @Override
    public boolean takes(Load load) {
        return load.operations() <= mostOperations && (mixed || !load.mixed());
    }

    @Override
    public Opened open(Target target) {
        ArangoDB.Builder builder =
                new ArangoDB.Builder().protocol(Protocol.HTTP_JSON).host(target.host(), target.port());
        if (target.authenticated()) {
            builder.user(target.user()).password(target.password());
        }
        ArangoDB driver = builder.build();
        return new Opened() {
            @Override
            public Worker worker(Load load) {
                return workers.of(driver.db(target.database()), target.collection(), Operations.of(load));
            }

            @Override
            public void close() {
                driver.shutdown();
            }
        };
    }
}

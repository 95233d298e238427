package io.arangobatch.tck.benchmark.driver7;

import io.arangobatch.tck.benchmark.contender.Contender;
import io.arangobatch.tck.benchmark.contender.ContenderSource;
import java.util.List;

/** Finds the contenders of this jar. */
public final class CurrentDriver implements ContenderSource {

    /** For the service loader. */
    public CurrentDriver() {}

    @Override
    public List<Contender> contenders() {
        return List.of(
                new DriverUse("single", "one operation at a time", 10_000, true, SingleWorker::new),
                new DriverUse("async", "asynchronous, 64 operations in flight", 100_000, true, AsyncWorker::new),
                new DriverUse("many", "insertDocuments with 1,000 at a time", 1_000_000, false, ManyWorker::new));
    }
}

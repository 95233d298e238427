package io.arangobatch.tck.benchmark.driver2;

import io.arangobatch.tck.benchmark.contender.Contender;
import io.arangobatch.tck.benchmark.contender.ContenderSource;
import java.util.List;

/** Finds the contender of this jar. */
public final class LegacyDriver implements ContenderSource {

    /** For the service loader. */
    public LegacyDriver() {}

    @Override
    public List<Contender> contenders() {
        return List.of(new BatchMode());
    }
}

package io.arangobatch.tck.report;

import io.arangobatch.tck.TckTest;

/** Tests belong to the topic that their id begins with. */
public final class Topics {

    private Topics() {}

    public static String of(TckTest test) {
        return test.id().substring(0, test.id().indexOf('.'));
    }
}

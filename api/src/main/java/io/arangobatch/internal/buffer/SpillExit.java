package io.arangobatch.internal.buffer;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The files whose names could not be taken away while they are open: they are deleted when the JVM ends, if nobody has closed them before. */
final class SpillExit {

    private static final Set<SpillFile> FILES = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> FILES.forEach(SpillFile::close), "arangobatch-spill-exit"));
    }

    private SpillExit() {}

    static void remember(SpillFile file) {
        FILES.add(file);
    }

    static void forget(SpillFile file) {
        FILES.remove(file);
    }
}

package io.arangobatch.tck.benchmark.load;

import java.util.ArrayList;
import java.util.List;

/** All loads there are. */
public final class Loads {

    private static final int OPERATIONS = 1_000;
    private static final int DOCUMENT = 200;

    private Loads() {}

    /** The loads of a whole run; the standard one stands for 1,000 operations and for one thread, too. */
    public static List<Load> all() {
        List<Load> loads = new ArrayList<>();
        loads.add(new Load(Load.STANDARD, OPERATIONS, DOCUMENT, 1, false));
        for (int operations : new int[] {1, 10, 100, 10_000, 100_000, 1_000_000}) {
            loads.add(new Load("batch-" + operations, operations, DOCUMENT, 1, false));
        }
        for (int bytes : new int[] {100, 1_000, 10_000}) {
            loads.add(new Load("document-" + bytes, OPERATIONS, bytes, 1, false));
        }
        loads.add(new Load("mixed", OPERATIONS, DOCUMENT, 1, true));
        for (int threads : new int[] {2, 8}) {
            loads.add(new Load("threads-" + threads, OPERATIONS, DOCUMENT, threads, false));
        }
        return List.copyOf(loads);
    }

    /** Loads so small that they only show that everything works. */
    public static List<Load> quick() {
        return List.of(new Load(Load.STANDARD, 20, DOCUMENT, 1, false), new Load("mixed", 20, DOCUMENT, 2, true));
    }
}

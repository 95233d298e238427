package io.arangobatch.internal.plan;

import java.util.Arrays;

/** Which jobs each wire request carries. Costs nothing as long as it is one each. */
final class JobMap {

    private static final int[] ONE_EACH = {};

    private int[] first = ONE_EACH;
    private int wires;
    private int jobs;

    /** Another wire request with one job. */
    void add() {
        if (wires < jobs) {
            grow();
            first[wires] = jobs;
        }
        wires++;
        jobs++;
    }

    /** Another job for the last wire request. */
    void join() {
        if (first == ONE_EACH) {
            first = new int[Math.max(16, wires)];
            Arrays.setAll(first, wire -> wire);
        }
        jobs++;
    }

    private void grow() {
        if (wires == first.length) {
            first = Arrays.copyOf(first, wires * 2);
        }
    }

    boolean oneEach() {
        return wires == jobs;
    }

    int wires() {
        return wires;
    }

    int jobs() {
        return jobs;
    }

    /** The first job of a wire request, or the number of jobs for the one that would come next. */
    int firstJob(int wire) {
        if (wire == wires) {
            return jobs;
        }
        return first == ONE_EACH ? wire : first[wire];
    }
}

package io.arangobatch.tck.server;

import io.arangobatch.tck.server.http.Disturbance;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Which requests meet which fault; the oldest rule that matches and is not used up decides. */
final class FaultRules {
    private final List<Rule> rules = new CopyOnWriteArrayList<>();

    void add(Predicate<RecordedRequest> matching, Fault fault, int times) {
        rules.add(new Rule(matching, fault, new AtomicInteger(times)));
    }

    void clear() {
        rules.clear();
    }

    boolean isEmpty() {
        return rules.isEmpty();
    }

    Disturbance disturbance(RecordedRequest request) {
        for (Rule rule : rules) {
            if (rule.matching.test(request) && rule.use()) {
                return rule.fault.disturbance();
            }
        }
        return Disturbance.NONE;
    }

    private record Rule(Predicate<RecordedRequest> matching, Fault fault, AtomicInteger left) {
        boolean use() {
            return left.getAndUpdate(n -> Math.max(n - 1, 0)) > 0;
        }
    }
}

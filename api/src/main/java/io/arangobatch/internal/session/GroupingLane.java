package io.arangobatch.internal.session;

import io.arangobatch.internal.plan.EncodedOperation;
import io.arangobatch.internal.plan.Group;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A lane that puts operations of one kind together though others came in between. Groups that are open at a time never hold the same document, so that it does not
 * matter which of them goes first.
 */
final class GroupingLane {

    /** A group and the jobs of its operations. */
    private record Waiting(Group group, List<Job<?>> jobs) {}

    private final Lane lane;
    private final int maxCoalesced;
    private final Map<String, Waiting> open = new LinkedHashMap<>();

    GroupingLane(Lane lane, int maxCoalesced) {
        this.lane = lane;
        this.maxCoalesced = maxCoalesced;
    }

    Lane lane() {
        return lane;
    }

    Stream<Job<?>> jobs() {
        return Stream.concat(lane.jobs().kept(), open.values().stream().flatMap(waiting -> waiting.jobs().stream()));
    }

    void add(EncodedOperation operation, @Nullable Job<?> job) throws IOException {
        String kind = operation.kind();
        boolean elsewhere = open.entrySet().stream()
                .anyMatch(each ->
                        !each.getKey().equals(kind) && each.getValue().group().holds(operation.document()));
        if (elsewhere) {
            close();
        }
        Waiting waiting = open.get(kind);
        if (waiting != null && !waiting.group().takes(operation, maxCoalesced)) {
            open.remove(kind);
            put(waiting);
            waiting = null;
        }
        if (waiting == null) {
            waiting = new Waiting(new Group(operation), new ArrayList<>());
            open.put(kind, waiting);
        } else {
            waiting.group().add(operation);
        }
        if (job != null) {
            waiting.jobs().add(job);
        }
    }

    private void put(Waiting waiting) throws IOException {
        lane.plan().add(waiting.group());
        waiting.jobs().forEach(lane.jobs()::add);
    }

    void close() {
        try {
            for (Waiting waiting : open.values()) {
                put(waiting);
            }
        } catch (IOException e) {
            // Bytes in memory are written to memory.
            throw new UncheckedIOException(e);
        }
        open.clear();
    }
}

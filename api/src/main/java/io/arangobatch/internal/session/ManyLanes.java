package io.arangobatch.internal.session;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.arangobatch.BatchOptions;
import io.arangobatch.internal.buffer.BufferLimitException;
import io.arangobatch.internal.buffer.SegmentedBuffer;
import io.arangobatch.internal.buffer.SpillFolder;
import io.arangobatch.internal.plan.AddressedDocument;
import io.arangobatch.internal.plan.EncodedOperation;
import io.arangobatch.internal.plan.OperationEncoder;
import io.arangobatch.internal.plan.Plan;
import io.arangobatch.request.ArangoRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Requests whose order does not matter, in lanes that travel at the same time. Operations on one document always go into the same lane, and so keep their order;
 * what is about no single document goes into the first.
 */
final class ManyLanes implements Lanes {

    /** More than the head of any part that a run may need. */
    private static final int HEAD = 512;

    private final long maxBytes;
    private final OperationEncoder encoder;
    private final int maxCoalesced;
    private final List<GroupingLane> lanes = new ArrayList<>();
    private long size;
    private int withoutKey;

    ManyLanes(BatchOptions options, int maxCoalesced, ObjectMapper mapper, SpillFolder folder) {
        this.maxBytes = options.maxBytes();
        this.encoder = new OperationEncoder(mapper);
        this.maxCoalesced = maxCoalesced;
        for (int i = 0; i < options.connections(); i++) {
            // Together they stay within the threshold.
            SegmentedBuffer buffer = new SegmentedBuffer(options.spillThreshold() / options.connections(), folder);
            Plan plan = new Plan(buffer, Long.MAX_VALUE, maxCoalesced, options.returnResults(), mapper);
            lanes.add(new GroupingLane(new Lane(plan, options.returnResults()), maxCoalesced));
        }
    }

    @Override
    public void add(ArangoRequest<?> request, @Nullable Job<?> job) throws IOException {
        EncodedOperation operation = encoder.encode(request, maxBytes - size);
        long grown = size + operation.length() + HEAD + request.target().length();
        if (grown > maxBytes) {
            throw new BufferLimitException();
        }
        laneOf(operation).add(operation, job);
        size = grown;
    }

    private GroupingLane laneOf(EncodedOperation operation) {
        AddressedDocument document = operation.document();
        if (document == AddressedDocument.NONE) {
            return lanes.get(0);
        }
        // New documents without a key go together, as many as one request takes, and then to the next lane.
        int turn = document.key().isEmpty() ? withoutKey++ / maxCoalesced : document.hashCode();
        return lanes.get(Math.floorMod(turn, lanes.size()));
    }

    @Override
    public void settle() {
        for (GroupingLane each : lanes) {
            each.lane().plan().encoder().settle();
        }
    }

    @Override
    public void close() {
        encoder.close();
        lanes.forEach(GroupingLane::close);
    }

    @Override
    public List<Lane> all() {
        return lanes.stream().map(GroupingLane::lane).toList();
    }

    @Override
    public List<Job<?>> jobs() {
        return lanes.stream()
                .flatMap(GroupingLane::jobs)
                .sorted(Comparator.comparingInt(Job::id))
                .toList();
    }

    @Override
    public long size() {
        return size;
    }
}

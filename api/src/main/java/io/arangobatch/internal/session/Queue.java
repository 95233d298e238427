package io.arangobatch.internal.session;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.arangobatch.ArangoRequestException;
import io.arangobatch.BatchLimitException;
import io.arangobatch.BatchOptions;
import io.arangobatch.BatchSpillException;
import io.arangobatch.internal.buffer.BufferLimitException;
import io.arangobatch.internal.buffer.SegmentedBuffer;
import io.arangobatch.internal.buffer.SpillException;
import io.arangobatch.internal.buffer.SpillFolder;
import io.arangobatch.internal.plan.Plan;
import io.arangobatch.internal.text.Shown;
import io.arangobatch.request.ArangoRequest;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The requests of a session, encoded as they come, under the session's limits. */
final class Queue {

    private final int maxRequests;
    private final long maxBytes;
    private final long spillThreshold;
    private final Lanes lanes;
    private int count;

    Queue(BatchOptions options, ObjectMapper mapper, SpillFolder folder) {
        this.maxRequests = options.maxRequests();
        this.maxBytes = options.maxBytes();
        this.spillThreshold = options.spillThreshold();
        int maxCoalesced = options.coalesce() ? options.maxCoalesced() : 1;
        this.lanes = options.ordered()
                ? new OneLane(
                        new Plan(
                                new SegmentedBuffer(spillThreshold, folder),
                                maxBytes,
                                maxCoalesced,
                                options.returnResults(),
                                mapper),
                        options.returnResults())
                : new ManyLanes(options, maxCoalesced, mapper, folder);
    }

    /** Encodes a request, or throws and leaves everything as it was. */
    void add(ArangoRequest<?> request, @Nullable Job<?> job) {
        if (count == maxRequests) {
            throw new BatchLimitException(request + " was not queued: the batch holds " + maxRequests
                    + " requests already, as many as the limit maxRequests allows; commit it, or raise the limit");
        }
        try {
            // First, so that nothing that fails on a disk has to be taken back.
            lanes.settle();
            lanes.add(request, job);
            count++;
        } catch (BufferLimitException e) {
            throw tooLarge(request);
        } catch (SpillException e) {
            throw unspillable(request, e);
        } catch (ArangoRequestException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw isLimit(e) ? tooLarge(request) : unencodable(request, e);
        }
    }

    /** Jackson wraps what the buffer throws. */
    private static boolean isLimit(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof BufferLimitException) {
                return true;
            }
        }
        return false;
    }

    private BatchLimitException tooLarge(ArangoRequest<?> request) {
        return new BatchLimitException(request + " was not queued: with it the batch would be larger than the "
                + maxBytes + " bytes that the limit maxBytes allows ("
                + lanes.size()
                + " are queued); commit it, or raise the limit");
    }

    private BatchSpillException unspillable(ArangoRequest<?> request, SpillException e) {
        return new BatchSpillException(
                request + " was not queued: the batch holds more than the " + spillThreshold
                        + " bytes that the limit spillThreshold keeps in memory, and " + e.getMessage()
                        + "; mend that and add it again (option spillFolder names another folder), or commit what is queued ("
                        + lanes.size() + " bytes)",
                e);
    }

    private static ArangoRequestException unencodable(ArangoRequest<?> request, Exception e) {
        return new ArangoRequestException(
                request + " was not queued: its body cannot be encoded as JSON: "
                        + Shown.of(Objects.requireNonNullElse(e.getMessage(), e.toString())),
                e);
    }

    int count() {
        return count;
    }

    /** Gives back what is no longer needed when nothing will be sent any more. */
    void release() {
        lanes.all().forEach(lane -> lane.plan().encoder().release());
    }

    /** The jobs in the order in which they were added, without those that a callback has taken. */
    List<Job<?>> jobs() {
        return lanes.jobs();
    }

    /** The lanes, ready to be sent. */
    List<Lane> lanes() {
        lanes.close();
        return lanes.all();
    }
}

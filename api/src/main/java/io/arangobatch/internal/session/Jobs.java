package io.arangobatch.internal.session;

import io.arangobatch.JobStatus;
import io.arangobatch.internal.response.RawAnswer;
import io.arangobatch.spi.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The jobs of a lane in the order in which they travel. Where a callback takes them, none is kept that is settled. */
final class Jobs {

    private final List<@Nullable Job<?>> jobs = new ArrayList<>();
    private volatile @Nullable Handover handover;

    void add(Job<?> job) {
        jobs.add(job);
    }

    /** From now on whoever is settled goes there. */
    void handTo(@Nullable Handover taker) {
        handover = taker;
    }

    @Nullable
    Handover handover() {
        return handover;
    }

    /** Those that nobody has taken. */
    Stream<Job<?>> kept() {
        return jobs.stream().filter(Objects::nonNull);
    }

    /** Tells whether this is what settled the job. */
    boolean answer(int index, RawAnswer answer, Endpoint origin) {
        Job<?> job = jobs.get(index);
        return job != null && job.answer(answer, origin) && settled(index, job, answer.bodyLength());
    }

    /** Tells whether this is what settled the job. */
    boolean fail(int index, RuntimeException failure) {
        Job<?> job = jobs.get(index);
        return job != null && job.fail(failure) && settled(index, job, 0);
    }

    /** Tells whether this is what settled the job. */
    boolean giveUp(int index, JobStatus status, String why, Optional<Throwable> cause) {
        Job<?> job = jobs.get(index);
        return job != null && job.giveUp(status, why, cause) && settled(index, job, 0);
    }

    private boolean settled(int index, Job<?> job, int bytes) {
        Handover taker = handover;
        if (taker != null) {
            jobs.set(index, null);
            taker.put(job, bytes);
        }
        return true;
    }
}

package io.arangobatch.tck.server.rest;

import io.arangobatch.tck.server.http.HttpResponse;
import io.arangobatch.tck.server.store.Ticks;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Requests that run while the client has its answer already ({@code x-arango-async}), and the answers kept for later. */
final class Jobs {
    private final Map<Long, Job> jobs = new ConcurrentSkipListMap<>();
    private final Ticks ticks;
    private volatile Executor executor = Runnable::run;

    Jobs(Ticks ticks) {
        this.ticks = ticks;
    }

    void runOn(Executor newExecutor) {
        executor = newExecutor;
    }

    /** Runs a request whose answer nobody wants. */
    void detach(Supplier<HttpResponse> request) {
        executor.execute(request::get);
    }

    /** Runs a request and keeps its answer; returns the number to ask for it with. */
    long store(Supplier<HttpResponse> request) {
        // Numbers like the real server's, which are far from those of collections and documents.
        long id = System.currentTimeMillis() / 1000 * 100_000 + ticks.next() % 100_000;
        Job job = new Job();
        jobs.put(id, job);
        executor.execute(() -> job.answer = request.get());
        return id;
    }

    /** Whether a job is known, and done. */
    Optional<Boolean> done(long id) {
        return Optional.ofNullable(jobs.get(id)).map(job -> job.answer != null);
    }

    /** Takes the answer of a job that is done. */
    Optional<HttpResponse> take(long id) {
        Job job = jobs.get(id);
        if (job == null || job.answer == null || jobs.remove(id) == null) {
            return Optional.empty();
        }
        return Optional.ofNullable(job.answer);
    }

    boolean forget(long id) {
        return jobs.remove(id) != null;
    }

    void forgetAll() {
        jobs.clear();
    }

    /** The numbers of the jobs that are done, or are not. */
    List<Long> list(boolean done) {
        return jobs.entrySet().stream()
                .filter(job -> (job.getValue().answer != null) == done)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static final class Job {
        private volatile @Nullable HttpResponse answer;
    }
}

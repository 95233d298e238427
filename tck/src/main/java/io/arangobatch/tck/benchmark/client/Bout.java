package io.arangobatch.tck.benchmark.client;

import io.arangobatch.tck.benchmark.Target;
import io.arangobatch.tck.benchmark.contender.Contender;
import io.arangobatch.tck.benchmark.contender.Worker;
import io.arangobatch.tck.benchmark.load.Load;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/** One contender at work: its threads live as long as it, so that what they allocate can be counted. */
final class Bout implements AutoCloseable {

    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long WARM_UP_STEP_MILLIS = 200;
    private static final long MOST_WALL_PER_CPU = 5;

    private final Load load;
    private final Contender.Opened opened;
    private final List<Worker> workers = new ArrayList<>();
    private final ExecutorService threads;

    private Bout(Contender.Opened opened, Load load) {
        this.opened = opened;
        this.load = load;
        this.threads = Executors.newFixedThreadPool(load.threads());
    }

    static Bout open(Contender contender, Target target, Load load) throws Exception {
        Bout bout = new Bout(contender.open(target), load);
        for (int thread = 0; thread < load.threads(); thread++) {
            bout.workers.add(bout.opened.worker(load));
        }
        return bout;
    }

    /**
     * Sends batches until the process has used that much processor time, because on a busy machine time alone would not tell whether the
     * compiler had a chance.
     */
    Round warmUp(long cpuMillis) throws Exception {
        long enough = Meters.cpuNanos() + cpuMillis * NANOS_PER_MILLI;
        long tooLong = System.nanoTime() + cpuMillis * NANOS_PER_MILLI * MOST_WALL_PER_CPU;
        Round last = round(WARM_UP_STEP_MILLIS);
        while (Meters.cpuNanos() < enough && System.nanoTime() - tooLong < 0) {
            last = round(WARM_UP_STEP_MILLIS);
        }
        return last;
    }

    /** Sends at least one batch on each thread, and no more after that time. */
    Round round(long millis) throws Exception {
        long allocated = Meters.allocatedBytes();
        long cpu = Meters.cpuNanos();
        long start = System.nanoTime();
        long deadline = start + millis * NANOS_PER_MILLI;
        List<Laps> laps = onEachThread(deadline);
        long wall = System.nanoTime() - start;
        return summary(laps, wall, Meters.cpuNanos() - cpu, Meters.allocatedBytes() - allocated);
    }

    private List<Laps> onEachThread(long deadline) throws Exception {
        List<Future<Laps>> running = new ArrayList<>();
        for (Worker worker : workers) {
            running.add(threads.submit(() -> work(worker, deadline)));
        }
        List<Laps> laps = new ArrayList<>();
        for (Future<Laps> future : running) {
            laps.add(valueOf(future));
        }
        return laps;
    }

    private static Laps valueOf(Future<Laps> future) throws Exception {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private static Laps work(Worker worker, long deadline) throws Exception {
        Laps laps = new Laps();
        do {
            long start = System.nanoTime();
            worker.queue();
            long queued = System.nanoTime();
            worker.send();
            long sent = System.nanoTime();
            worker.read();
            long read = System.nanoTime();
            worker.drop();
            laps.add(queued - start, sent - queued, read - sent);
        } while (System.nanoTime() - deadline < 0);
        return laps;
    }

    private Round summary(List<Laps> laps, long wall, long cpu, long allocated) {
        long batches = laps.stream().mapToLong(Laps::batches).sum();
        long[] sends = laps.stream()
                .map(Laps::sends)
                .flatMapToLong(LongStream::of)
                .sorted()
                .toArray();
        return new Round(
                batches * load.operations(),
                batches,
                wall,
                nanosOf(Worker.Step.QUEUE, laps.stream().mapToLong(Laps::queueNanos)),
                nanosOf(Worker.Step.SEND, laps.stream().mapToLong(Laps::sendNanos)),
                nanosOf(Worker.Step.READ, laps.stream().mapToLong(Laps::readNanos)),
                cpu,
                allocated,
                percentile(sends, 50),
                percentile(sends, 99));
    }

    /** A step that a contender does not have takes no time, but for that of looking at the clock. */
    private long nanosOf(Worker.Step step, LongStream nanos) {
        return workers.get(0).steps().contains(step) ? nanos.sum() : 0;
    }

    /** The smallest value that so many of a hundred do not exceed. */
    static long percentile(long[] sorted, int percent) {
        int index = (int) Math.ceil(sorted.length * percent / 100.0) - 1;
        return sorted[Math.max(0, index)];
    }

    /** Weighs a batch of the first worker; the others hold nothing meanwhile. */
    Weight weigh() throws Exception {
        Worker worker = workers.get(0);
        if (!worker.steps().containsAll(Set.of(Worker.Step.QUEUE, Worker.Step.SEND))) {
            return new Weight(0, 0, 0);
        }
        long before = Meters.liveBytes();
        worker.queue();
        long queued = Meters.liveBytes();
        worker.send();
        long answered = Meters.liveBytes();
        worker.read();
        long read = Meters.liveBytes();
        worker.drop();
        return new Weight(queued - before, answered - before, read - before);
    }

    @Override
    public void close() throws IOException {
        threads.shutdownNow();
        for (Worker worker : workers) {
            worker.close();
        }
        opened.close();
    }
}

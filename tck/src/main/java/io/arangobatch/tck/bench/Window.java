package io.arangobatch.tck.bench;

import io.arangobatch.spi.Pipeline;
import io.arangobatch.tck.TckUse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;

/** Sends many requests on a pipeline, so many ahead of the answers: from the test's thread, or from the callbacks of the answers. */
public final class Window {

    private final Bench bench;
    private final Pipeline pipeline;
    private final int size;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Call> calls = new ArrayList<>();
    private final CompletableFuture<List<Call>> done = new CompletableFuture<>();
    private int ended;

    public Window(Bench bench, Pipeline pipeline, int size) {
        this.bench = bench;
        this.pipeline = pipeline;
        this.size = size;
    }

    /** Makes the exchanges and waits until all have ended, however they do. */
    public List<Call> run(List<Request> requests) {
        if (bench.use() == TckUse.ASYNCHRONOUS) {
            sendMore(requests);
            return bench.within(done);
        }
        for (Request request : requests) {
            if (calls.size() >= size) {
                calls.get(calls.size() - size).await();
            }
            calls.add(bench.exchange(pipeline, request));
        }
        calls.forEach(Call::await);
        return calls;
    }

    /** A pipeline wants its calls one at a time, and callbacks may come while the first calls are still being made. */
    private void sendMore(List<Request> requests) {
        lock.lock();
        try {
            while (calls.size() < requests.size() && calls.size() - ended < size) {
                Call call = bench.exchange(pipeline, requests.get(calls.size()));
                calls.add(call);
                call.future().whenComplete((nothing, failure) -> countEnd(requests));
            }
        } finally {
            lock.unlock();
        }
    }

    private void countEnd(List<Request> requests) {
        lock.lock();
        try {
            ended++;
            sendMore(requests);
            if (ended == requests.size()) {
                done.complete(List.copyOf(calls));
            }
        } finally {
            lock.unlock();
        }
    }
}

package io.arangobatch.tck.bench;

import io.arangobatch.spi.Pipeline;
import io.arangobatch.spi.TransportException;
import io.arangobatch.spi.TransportException.Phase;
import io.arangobatch.tck.server.scripted.ScriptedServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** Exchanges that were put in line on a pipeline: {@code GET /1}, {@code GET /2} and so on, and in which order they ended. */
public final class InLine {

    private final Bench bench;
    private final ScriptedServer server;
    private final Pipeline pipeline;
    private final List<Call> calls = new ArrayList<>();
    private final List<Integer> ended = new CopyOnWriteArrayList<>();
    /** A future wakes who waits for it before it has told all others, so being recorded is an end of its own. */
    private final List<CompletableFuture<?>> recorded = new ArrayList<>();

    public InLine(Bench bench, ScriptedServer server) {
        this(bench, server, bench.pipeline(server));
    }

    public InLine(Bench bench, ScriptedServer server, Pipeline pipeline) {
        this.bench = bench;
        this.server = server;
        this.pipeline = pipeline;
    }

    /** Puts so many more in line. */
    public InLine add(int count) {
        for (int i = 0; i < count; i++) {
            add(request());
        }
        return this;
    }

    /** A request to the target that is next. */
    public Request request() {
        return bench.request(server).target("/" + (calls.size() + 1));
    }

    public Call add(Request request) {
        return add(request, new Recorder());
    }

    public Call add(Request request, Recorder recorder) {
        Call call = bench.exchange(pipeline, request, recorder);
        int number = calls.size() + 1;
        calls.add(call);
        recorded.add(call.future().handle((nothing, failure) -> ended.add(number)));
        return call;
    }

    public Pipeline pipeline() {
        return pipeline;
    }

    /** An exchange by its number, from 1. */
    public Call call(int number) {
        return calls.get(number - 1);
    }

    /** Waits until all have ended, and returns their numbers in the order in which they did. */
    public List<Integer> awaitAll() {
        calls.forEach(Call::await);
        return ended();
    }

    /** The numbers of those that have ended so far, in the order in which they did. */
    public List<Integer> ended() {
        for (int i = 0; i < calls.size(); i++) {
            if (calls.get(i).future().isDone()) {
                recorded.get(i).join();
            }
        }
        return List.copyOf(ended);
    }

    /** Puts one more in line, which the pipeline must not take any more. */
    public void expectRefusal() {
        Call refused = add(request());
        if (!refused.future().isDone()) {
            throw new AssertionError(
                    "expected: a pipeline that has ended returns a future that has failed; came: one that is still open");
        }
        refused.failure(Phase.SEND, false);
    }

    /** Waits for the end of that exchange, and expects that the server can have its request, but gave no answer to it. */
    public TransportException expectLost(int number) {
        return call(number).failure(Phase.RECEIVE, true);
    }

    /** Waits for the end of that exchange, and expects that the server cannot have run its request. */
    public TransportException expectUnsent(int number) {
        TransportException failure = call(number).failure();
        if (failure.requestSent() || failure.phase() == Phase.RECEIVE) {
            throw new AssertionError(
                    "expected: exchange " + number + " ends with requestSent false, before phase RECEIVE; came: phase "
                            + failure.phase() + " and requestSent " + failure.requestSent(),
                    failure);
        }
        return failure;
    }
}

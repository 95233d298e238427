package io.arangobatch.tck.bench;

import io.arangobatch.spi.ResponseFlow;
import io.arangobatch.spi.ResponseHead;
import io.arangobatch.spi.ResponseSink;
import io.arangobatch.tck.internal.Signal;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.zip.CRC32;

/** A sink that keeps a record of every call, and does at each what the test wants. */
public final class Recorder implements ResponseSink {

    private static final int KEPT = 4 * Bodies.MIB;

    private static final Duration GLANCE = Duration.ofMillis(1);

    private final Signal signal = new Signal();
    private final AtomicInteger inside = new AtomicInteger();
    private final List<ResponseHead> heads = new ArrayList<>();
    private final List<String> breaches = new ArrayList<>();
    private final Set<Thread> threads = new LinkedHashSet<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final CRC32 checksum = new CRC32();
    private Optional<ResponseFlow> flow = Optional.empty();
    private BiConsumer<ResponseHead, ResponseFlow> atHead = (head, flow) -> {};
    private Consumer<ByteBuffer> atBody = chunk -> {};
    private long bytes;
    private boolean headTaken;
    private int calls;
    private int largestChunk;

    /** Does something in each call of {@link #onHead}, after the call was recorded. */
    public Recorder atHead(BiConsumer<ResponseHead, ResponseFlow> action) {
        atHead = action;
        return this;
    }

    /** Does something in each call of {@link #onBody}, after the call was recorded. */
    public Recorder atBody(Consumer<ByteBuffer> action) {
        atBody = action;
        return this;
    }

    @Override
    public void onHead(ResponseHead head, ResponseFlow responseFlow) {
        enter();
        try {
            signal.change(() -> {
                breachIf(!heads.isEmpty(), "onHead came twice");
                heads.add(head);
                flow = Optional.of(responseFlow);
                noteCall();
            });
            atHead.accept(head, responseFlow);
        } finally {
            inside.decrementAndGet();
            signal.change(() -> headTaken = true);
        }
    }

    @Override
    public void onBody(ByteBuffer chunk) {
        enter();
        try {
            signal.change(() -> {
                breachIf(heads.isEmpty(), "onBody came before onHead");
                note(chunk.duplicate());
                noteCall();
            });
            atBody.accept(chunk);
        } finally {
            inside.decrementAndGet();
        }
    }

    private void enter() {
        if (inside.incrementAndGet() > 1) {
            signal.change(() -> breaches.add("two calls of the sink ran at the same time"));
        }
    }

    private void note(ByteBuffer chunk) {
        int size = chunk.remaining();
        largestChunk = Math.max(largestChunk, size);
        bytes += size;
        checksum.update(chunk.duplicate());
        byte[] kept = new byte[Math.max(0, Math.min(size, KEPT - body.size()))];
        chunk.get(kept);
        body.writeBytes(kept);
    }

    private void noteCall() {
        calls++;
        threads.add(Thread.currentThread());
    }

    private void breachIf(boolean breached, String what) {
        if (breached) {
            breaches.add(what);
        }
    }

    /** Looks at a chunk for a while, from within the call that brought it, and notes it as a breach should it change. */
    public void watch(ByteBuffer chunk, Duration time) {
        ByteBuffer before =
                ByteBuffer.allocate(chunk.remaining()).put(chunk.duplicate()).flip();
        long begun = System.nanoTime();
        boolean same = true;
        while (same && System.nanoTime() - begun < time.toNanos()) {
            LockSupport.parkNanos(GLANCE.toNanos());
            same = chunk.equals(before);
        }
        boolean changed = !same;
        signal.change(() -> breachIf(changed, "a chunk changed within the call that brought it"));
    }

    /** The head, if it has come. */
    public Optional<ResponseHead> head() {
        return signal.read(() -> heads.stream().findFirst());
    }

    /** The flow that came with the head. */
    public ResponseFlow flow() {
        return signal.read(
                () -> flow.orElseThrow(() -> new AssertionError("expected: onHead was called; came: nothing")));
    }

    /** The first 4 MiB of the body as they have come so far, one character a byte. */
    public String body() {
        return signal.read(() -> body.toString(StandardCharsets.ISO_8859_1));
    }

    /** How many bytes of the body have come so far. */
    public long bytes() {
        return signal.read(() -> bytes);
    }

    /** The CRC-32 of the body so far. */
    public long checksum() {
        return signal.read(checksum::getValue);
    }

    /** How many calls have come so far. */
    public int calls() {
        return signal.read(() -> calls);
    }

    /** The size of the largest chunk so far. */
    public int largestChunk() {
        return signal.read(() -> largestChunk);
    }

    /** The threads that have called so far. */
    public Set<Thread> threads() {
        return signal.read(() -> Set.copyOf(threads));
    }

    /** Which rules about the order of calls were broken so far. */
    public List<String> breaches() {
        return signal.read(() -> List.copyOf(breaches));
    }

    /** Waits until the head has come and what the test does at it is done: a pause, for example, has taken effect. */
    public void awaitHead(Duration patience) {
        signal.awaitOrFail(() -> headTaken, patience, "onHead is called", () -> "no call");
    }

    /** Waits for so many bytes of the body. */
    public void awaitBytes(long count, Duration patience) {
        signal.awaitOrFail(() -> bytes >= count, patience, count + " bytes of the body", () -> bytes + " bytes");
    }

    /** Waits, at most for the given time, and tells whether a rule about the order of calls was broken. */
    public boolean breaks(Duration time) {
        return signal.await(() -> !breaches.isEmpty(), time);
    }

    /** Waits, at most for the given time, and tells whether more than so many bytes have come. */
    public boolean growsBeyond(long count, Duration time) {
        return signal.await(() -> bytes > count, time);
    }
}

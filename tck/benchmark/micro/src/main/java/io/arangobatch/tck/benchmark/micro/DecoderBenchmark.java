package io.arangobatch.tck.benchmark.micro;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.arangobatch.internal.multipart.DecoderLimits;
import io.arangobatch.internal.multipart.MultipartDecoder;
import io.arangobatch.internal.multipart.PartMatcher;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** What it costs to take an answer apart, and to find the operation that each part belongs to. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class DecoderBenchmark {

    private final String boundary =
            Batch.encoded(Batch.documents(), new ObjectMapper()).boundary();
    private final List<ByteBuffer> answer = Batch.answer(boundary);

    /** The incremental decoder, and the look-up by {@code Content-Id}. */
    @Benchmark
    @OperationsPerInvocation(Batch.OPERATIONS)
    public void decode(Blackhole hole) {
        PartMatcher matcher = new PartMatcher(0, Batch.OPERATIONS);
        MultipartDecoder decoder = new MultipartDecoder(boundary, DecoderLimits.DEFAULT, (id, part) -> {
            hole.consume(matcher.positionOf(id));
            hole.consume(part);
        });
        for (ByteBuffer chunk : answer) {
            decoder.feed(chunk.duplicate());
        }
        decoder.end();
        matcher.end();
    }
}

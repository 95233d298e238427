package io.arangobatch.tck.benchmark.micro;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.arangobatch.spi.RequestBody;
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

/** What it costs to add an operation to a batch, beside Jackson alone. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class EncoderBenchmark {

    private final ObjectMapper mapper = new ObjectMapper();
    private final List<Batch.Student> documents = Batch.documents();

    /** Our encoder. */
    @Benchmark
    @OperationsPerInvocation(Batch.OPERATIONS)
    public RequestBody encode() {
        return Batch.encoded(documents, mapper).body(0, Batch.OPERATIONS);
    }

    /** Jackson, into an array for each document. */
    @Benchmark
    @OperationsPerInvocation(Batch.OPERATIONS)
    public void jackson(Blackhole hole) throws JsonProcessingException {
        for (Batch.Student document : documents) {
            hole.consume(mapper.writeValueAsBytes(document));
        }
    }
}

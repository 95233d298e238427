package io.arangobatch.tck.benchmark.micro;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.arangobatch.internal.plan.Plan;
import io.arangobatch.request.Documents;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to make inserts and to plan them, with each by itself or together. {@link EncoderBenchmark#jackson} is what to compare it with. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class AddBenchmark {

    private final ObjectMapper mapper = new ObjectMapper();
    private final List<Batch.Student> documents = Batch.documents();

    /** How many documents travel together. */
    @Param({"1", "1000"})
    public int mostDocuments;

    /** From documents to the bytes that will be sent. */
    @Benchmark
    @OperationsPerInvocation(Batch.OPERATIONS)
    public Plan add() throws IOException {
        Plan plan = new Plan(Long.MAX_VALUE, mostDocuments, true, mapper);
        for (Batch.Student document : documents) {
            plan.add(Documents.insert("students", document));
        }
        plan.close();
        return plan;
    }
}

package io.arangobatch.tck.benchmark.contender;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.arangobatch.tck.benchmark.Target;
import io.arangobatch.tck.benchmark.load.Load;
import io.arangobatch.tck.benchmark.load.Operations;
import io.arangobatch.tck.benchmark.load.Student;
import java.util.List;
import java.util.Set;

/** What encoding costs at least: Jackson's {@code writeValueAsBytes} of the same documents, and nothing else. */
final class EncodingLimit implements Contender {

    @Override
    public String name() {
        return "limit-encoding";
    }

    @Override
    public String about() {
        return "Jackson's writeValueAsBytes of the same documents; nothing is sent";
    }

    @Override
    public boolean takes(Load load) {
        return !load.mixed();
    }

    @Override
    public Opened open(Target target) {
        return new Opened() {
            @Override
            public Worker worker(Load load) {
                return EncodingLimit.worker(load);
            }

            @Override
            public void close() {}
        };
    }

    static Worker worker(Load load) {
        List<Student> documents = Operations.of(load).documents();
        return new Encoder(documents, (long) documents.size() * load.documentBytes());
    }

    private static final class Encoder implements Worker {
        private final ObjectMapper mapper = new ObjectMapper();
        private final List<Student> documents;
        private final long expected;

        Encoder(List<Student> documents, long expected) {
            this.documents = documents;
            this.expected = expected;
        }

        @Override
        public void queue() throws JsonProcessingException {
            long bytes = 0;
            for (Student document : documents) {
                bytes += mapper.writeValueAsBytes(document).length;
            }
            if (bytes != expected) {
                throw new IllegalStateException("the documents have " + bytes + " bytes instead of " + expected);
            }
        }

        @Override
        public Set<Step> steps() {
            return Set.of(Step.QUEUE);
        }
    }
}

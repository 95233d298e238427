package io.arangobatch.tck.benchmark.process;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The side of the process that is driven: reads a request of JSON a line, and answers each with one line. */
public final class Dialogue {

    static final ObjectMapper MAPPER = new ObjectMapper();
    static final String ANSWER_BEGIN = "{";

    /** Does what a request asks. */
    public interface Answering<Q> {
        Object answer(Q request) throws Exception;
    }

    private Dialogue() {}

    /** Goes on until the input ends. What anybody prints meanwhile goes to standard error, out of the way of the answers. */
    public static <Q> void onStandardStreams(Class<Q> type, Answering<Q> answering) throws IOException {
        PrintStream answers = System.out;
        System.setOut(System.err);
        BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = requests.readLine(); line != null; line = requests.readLine()) {
            answers.println(answer(MAPPER.readValue(line, type), answering));
            answers.flush();
        }
    }

    private static <Q> String answer(Q request, Answering<Q> answering) throws IOException {
        ObjectNode answer = MAPPER.createObjectNode();
        try {
            answer.set("answer", MAPPER.valueToTree(answering.answer(request)));
        } catch (Exception | OutOfMemoryError e) {
            // The contender failed, and not the benchmark: that is a result, too.
            answer.put("failure", e.toString());
        }
        return MAPPER.writeValueAsString(answer);
    }
}

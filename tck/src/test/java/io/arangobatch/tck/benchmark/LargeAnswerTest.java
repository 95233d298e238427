package io.arangobatch.tck.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.arangobatch.BatchCarrier;
import io.arangobatch.tck.benchmark.process.ChildJvm;
import io.arangobatch.tck.server.scripted.ReceivedRequest;
import io.arangobatch.tck.server.scripted.ScriptedServer;
import io.arangobatch.tck.server.scripted.ServerConnection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An answer that is eight times as large as the heap goes through a callback, which decodes each result and drops it. */
class LargeAnswerTest {

    private static final int GIB = 1 << 30;
    private static final int HEAP_MIB = 128;

    @ParameterizedTest
    @ValueSource(strings = {"httpclient", "netty"})
    void aGibibyteInOneAnswerPassesThroughASmallHeap(String transport) {
        int size = 64 << 10;
        try (ScriptedServer server = ScriptedServer.start(connection -> answerBatch(connection, GIB / size, size))) {
            assertPasses(server, transport, BatchCarrier.MULTIPART, size);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"httpclient", "netty"})
    void aGibibyteInLargeAnswersPassesThroughASmallHeap(String transport) {
        int size = 1 << 20;
        try (ScriptedServer server = ScriptedServer.start(connection -> answerOneByOne(connection, size))) {
            assertPasses(server, transport, BatchCarrier.PIPELINE, size);
        }
    }

    private static void assertPasses(ScriptedServer server, String transport, BatchCarrier carrier, int size) {
        int documents = GIB / size;
        LargeAnswer.Tally tally;
        try (ChildJvm jvm = ChildJvm.start(
                LargeAnswer.class,
                List.of(),
                List.of("-Xmx" + HEAP_MIB + "m", "-XX:+ExitOnOutOfMemoryError"),
                List.of())) {
            tally = jvm.ask(
                    new LargeAnswer.Request(server.endpoint().port(), transport, carrier, documents),
                    LargeAnswer.Tally.class);
        }
        assertThat(tally.heap()).isLessThanOrEqualTo((long) HEAP_MIB << 20);
        assertThat(tally.received()).isGreaterThanOrEqualTo(GIB);
        assertThat(tally.documents()).isEqualTo(documents);
        assertThat(tally.inPlace()).isEqualTo(documents);
        assertThat(tally.characters()).isEqualTo(GIB);
        assertThat(tally.kept()).isZero();
    }

    /** Answers a batch with a document for each of its requests. */
    private static void answerBatch(ServerConnection connection, int documents, int size) throws IOException {
        ReceivedRequest batch = connection.readRequest();
        String type = batch.values("Content-Type").get(0);
        String boundary = type.substring(type.indexOf("boundary=") + "boundary=".length());
        byte[] text = text(size);
        long length = 0;
        for (int id = 1; id <= documents; id++) {
            length += partHead(boundary, id).length() + documentHead(id).length() + size + TAIL.length() + 2;
        }
        String end = "--" + boundary + "--";
        connection.send("HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nContent-Length: " + (length + end.length())
                + "\r\n\r\n");
        for (int id = 1; id <= documents; id++) {
            connection.send(partHead(boundary, id) + documentHead(id));
            connection.send(text);
            connection.send(TAIL + "\r\n");
        }
        connection.send(end);
        connection.awaitClientEnd();
    }

    private static String partHead(String boundary, int id) {
        return "--" + boundary + "\r\nContent-Type: application/x-arango-batchpart\r\nContent-Id: " + id
                + "\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: application/json; charset=utf-8\r\n\r\n";
    }

    /** Answers each request for a document with that document. */
    private static void answerOneByOne(ServerConnection connection, int size) throws IOException {
        byte[] text = text(size);
        while (true) {
            String target = connection.readRequest().target();
            String head = documentHead(Integer.parseInt(target.substring(target.lastIndexOf('/') + 1)));
            connection.send("HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: "
                    + (head.length() + size + TAIL.length()) + "\r\n\r\n" + head);
            connection.send(text);
            connection.send(TAIL);
        }
    }

    private static final String TAIL = "\"}";

    private static String documentHead(int key) {
        return "{\"_id\":\"c/" + key + "\",\"_key\":\"" + key + "\",\"_rev\":\"_r\",\"text\":\"";
    }

    private static byte[] text(int size) {
        byte[] text = new byte[size];
        Arrays.fill(text, "x".getBytes(StandardCharsets.US_ASCII)[0]);
        return text;
    }
}

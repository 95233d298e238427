package io.arangobatch.tck.topic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.arangobatch.BatchJob;
import io.arangobatch.BatchResult;
import io.arangobatch.BatchSession;
import io.arangobatch.CommitOutcome;
import io.arangobatch.Connection;
import io.arangobatch.JobStatus;
import io.arangobatch.model.DocumentMetadata;
import io.arangobatch.request.ArangoRequest;
import io.arangobatch.request.RawJson;
import io.arangobatch.tck.TckTest;
import io.arangobatch.tck.bench.BatchAnswer;
import io.arangobatch.tck.bench.Batches;
import io.arangobatch.tck.bench.Bench;
import io.arangobatch.tck.bench.Bodies;
import io.arangobatch.tck.bench.Commit;
import io.arangobatch.tck.bench.Driver;
import io.arangobatch.tck.bench.Http;
import io.arangobatch.tck.bench.Students;
import io.arangobatch.tck.server.scripted.ReceivedRequest;
import io.arangobatch.tck.server.scripted.ScriptedServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.CRC32;

/** Batches and answers of every size, and documents that try to break out of their part. */
public abstract class BatchContentTopic {

    private static final int LARGE = 64 * Bodies.MIB;
    private static final String UNTOUCHED = "Whether bodies are handed on byte for byte, whatever they hold.";
    private static final String SIZES = "How bodies are cut into buffers and put together again.";

    @TckTest(id = "content.one-part", contract = "A batch of one request is committed.", check = SIZES)
    void onePart(Bench bench) {
        assertStored(bench, 1);
    }

    @TckTest(id = "content.128-parts", contract = "A batch of 128 requests is committed.", check = SIZES)
    void manyParts(Bench bench) {
        assertStored(bench, 128);
    }

    @TckTest(id = "content.10000-parts", contract = "A batch of 10,000 requests is committed.", check = SIZES)
    void tenThousandParts(Bench bench) {
        assertStored(bench, 10_000);
    }

    private static void assertStored(Bench bench, int documents) {
        Students students = bench.driver().students();
        BatchResult result = bench.driver().commit(students.beginWith(documents));
        assertThat(List.of(result.requests(), result.failed()))
                .as("requests and failures")
                .containsExactly(documents, 0);
        assertThat(result.jobs().stream()
                        .map(job -> ((DocumentMetadata) job.result()).key())
                        .toList())
                .as("keys that the jobs tell, in order")
                .isEqualTo(IntStream.rangeClosed(1, documents)
                        .mapToObj(Integer::toString)
                        .toList());
        assertThat(students.count()).as("documents stored").isEqualTo(documents);
    }

    @TckTest(
            id = "content.sizes",
            contract = "Documents of every size around common buffer sizes come back as they went.",
            check = SIZES)
    void sizes(Bench bench) {
        List<String> texts = new ArrayList<>();
        for (int size = 1; size <= 1 << 17; size *= 2) {
            texts.add("x".repeat(size - 1));
            texts.add("y".repeat(size));
            texts.add("z".repeat(size + 1));
        }
        assertRoundTrip(bench, texts);
    }

    @TckTest(
            id = "content.unicode",
            contract = "Text of every script, astral, combining and bidirectional, comes back as it went.",
            check = UNTOUCHED)
    void unicode(Bench bench) {
        assertRoundTrip(
                bench,
                List.of(
                        "Zoë Müller",
                        "Ζωή Ωμέγα",
                        "Дмитрий",
                        "\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627",
                        "日本語 한국어 中文",
                        "\ud83d\ude00\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67",
                        "\ud834\udd1e\ud800\udf48\udbff\udffd",
                        "e\u0301 n\u0303 a\u030a\u0323",
                        "\u0000\u0001\u001f\u007f\u0085\u2028\u2029\ufeff",
                        "\u202eright to left\u202c"));
    }

    @TckTest(
            id = "content.unicode-split",
            contract = "Characters of several bytes may fall anywhere between two buffers.",
            check = "Whether bytes are turned into characters on their way.")
    void unicodeSplit(Bench bench) {
        assertRoundTrip(
                bench,
                IntStream.range(0, 8)
                        .mapToObj(shift -> "x".repeat(shift) + "\ud834\udd1eß€".repeat(9_000))
                        .toList());
    }

    @TckTest(
            id = "content.like-delimiters",
            contract = "Text that resembles delimiters, line ends and heads is only text.",
            check = UNTOUCHED)
    void likeDelimiters(Bench bench) {
        assertRoundTrip(
                bench,
                List.of(
                        "--",
                        "----",
                        "\r\n--",
                        "\r\n--\r\n",
                        "\n\n--XXX--\n",
                        "\r\n\r\n",
                        "\r\n--boundary\r\nContent-Id: 2\r\n\r\nHTTP/1.1 200 OK\r\n\r\n{}",
                        "HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n",
                        "0\r\n\r\n",
                        "POST /_api/batch HTTP/1.1\r\n\r\n"));
    }

    @TckTest(
            id = "content.raw-delimiters",
            contract = "Line ends and dashes in raw bodies, unescaped, stay within their part.",
            check = UNTOUCHED)
    void rawDelimiters(Bench bench) {
        Students students = bench.driver().students();
        BatchSession session = students.begin();
        for (int i = 1; i <= 3; i++) {
            session.collection(Students.COLLECTION)
                    .insert(RawJson.of("{\r\n\r\n\"_key\" :\r\n\"" + i + "\"\r\n,\"t\":\"--\"\r\n}\r\n"));
        }
        assertThat(bench.driver().commit(session).failed()).as("failures").isZero();
        assertThat(students.keys()).as("keys stored").containsExactly("1", "2", "3");
    }

    @TckTest(
            id = "content.earlier-boundary",
            contract = "The boundary of an earlier batch is text like any other in a later one.",
            check = UNTOUCHED)
    void earlierBoundary(Bench bench) {
        bench.skipWithoutBatchCalls();
        Students students = bench.driver().students();
        bench.driver().commit(students.beginWith(1));
        String contentType = students.server()
                .journal()
                .requests()
                .get(0)
                .header("content-type")
                .orElseThrow();
        String boundary = contentType.substring(contentType.indexOf('=') + 1);
        assertRoundTrip(bench, List.of("\r\n--" + boundary + "\r\n", "--" + boundary + "--", boundary));
    }

    @TckTest(
            id = "content.empty-bodies",
            contract = "Requests and answers without a body stand between others with one.",
            check = SIZES)
    void emptyBodies(Bench bench) {
        ScriptedServer server = bench.server(connection -> {
            BatchAnswer answer = BatchAnswer.to(connection.readRequest());
            connection.send(answer.with(
                    answer.part(1) + answer.part(2, "HTTP/1.1 204 No Content", "") + answer.part(3) + answer.end()));
            connection.awaitClientEnd();
        });
        BatchSession session = bench.driver().connect(server).beginBatch();
        BatchJob<JsonNode> first = session.add(ArangoRequest.of("GET", "/_api/version"));
        BatchJob<Boolean> empty = session.add(ArangoRequest.of("DELETE", "/_api/nothing")
                .decodedBy(response -> response.requireSuccess().isEmpty()));
        BatchJob<JsonNode> last =
                session.add(ArangoRequest.of("POST", "/_api/something").json(Map.of("n", 1)));
        bench.driver().commit(session);
        assertThat(empty.result()).as("whether the second answer is empty").isTrue();
        assertThat(List.of(
                        first.result().path("id").asInt(),
                        last.result().path("id").asInt()))
                .as("answers around it")
                .containsExactly(1, 3);
    }

    @TckTest(
            id = "content.large-part",
            contract = "A request of 64 MiB arrives whole.",
            check = "Whether the body is written as the socket takes it, to its end.")
    void largePart(Bench bench) {
        byte[] document = pattern();
        long[] arrived = new long[1];
        ScriptedServer server = bench.server(connection -> {
            ReceivedRequest request = connection.readHead();
            BatchAnswer answer = BatchAnswer.to(request);
            int around = (int) (request.contentLength() - LARGE);
            // Behind the document come its line end and the end delimiter: CRLF, two dashes, the boundary, two dashes,
            // CRLF.
            int behind = 2 + 2 + answer.boundary().length() + 2 + 2;
            connection.readBytes(around - behind);
            arrived[0] = connection.drain(LARGE);
            connection.readBytes(behind);
            connection.send(answer.whole(1));
            connection.awaitClientEnd();
        });
        Connection connection = bench.driver().connect(server);
        BatchSession session = connection.beginBatch();
        BatchJob<JsonNode> job =
                session.add(ArangoRequest.of("POST", "/_api/large").bytes(document, "application/octet-stream"));
        BatchResult result = bench.driver().commit(session);
        assertThat(job.result().path("id").asInt()).as("answer").isEqualTo(1);
        assertThat(result.bytesSent()).as("bytes sent").isGreaterThan(LARGE);
        assertThat(arrived[0]).as("CRC-32 of the bytes that arrived").isEqualTo(checksum(document));
    }

    @TckTest(
            id = "content.large-answer",
            contract = "An answer of 64 MiB to one request comes whole, and the next after it.",
            check = "Whether the answer is handed on as it arrives, to its end.")
    void largeAnswer(Bench bench) {
        byte[] document = pattern();
        ScriptedServer server = bench.server(connection -> {
            BatchAnswer answer = BatchAnswer.to(connection.readRequest());
            String before = answer.partHead(1, "HTTP/1.1 200 OK", LARGE);
            String after = "\r\n" + answer.part(2) + answer.end();
            connection.send(answer.head((long) before.length() + LARGE + after.length()) + before);
            connection.send(document);
            connection.send(after);
            connection.awaitClientEnd();
        });
        BatchSession session = bench.driver().connect(server).beginBatch();
        BatchJob<RawJson> large =
                session.add(ArangoRequest.of("GET", "/_api/large").as(RawJson.class));
        BatchJob<JsonNode> next = session.add(ArangoRequest.of("GET", "/_api/version"));
        bench.driver().commit(session);
        assertThat(next.result().path("id").asInt())
                .as("answer after the large one")
                .isEqualTo(2);
        assertThat(checksum(large.result().toByteArray()))
                .as("CRC-32 of the answer")
                .isEqualTo(checksum(document));
    }

    @TckTest(
            id = "content.answer-limit",
            contract =
                    "An answer larger than maxResponseBytes ends the commit and its connection; what came before is kept.",
            check = "Whether an exception of the sink aborts the exchange and closes its connection.")
    void answerLimit(Bench bench) {
        String mebibyte = "\"" + "x".repeat(Bodies.MIB) + "\"";
        ScriptedServer server = bench.server(connection -> {
            BatchAnswer answer = BatchAnswer.to(connection.readRequest());
            connection.send(answer.head(1L << 40) + answer.part(1) + answer.partHead(2, "HTTP/1.1 200 OK", 1L << 40));
            while (true) {
                connection.send(mebibyte);
            }
        });
        BatchSession session = bench.driver()
                .connect(bench.driver().config(server.endpoint()).maxResponseBytes(4L * Bodies.MIB))
                .beginBatch();
        List<BatchJob<JsonNode>> jobs = Batches.reads(session, 2);
        Commit commit = bench.driver().begin(session);
        assertThat(commit.failure(CommitOutcome.UNKNOWN)).as("failure").hasMessageContaining("maxResponseBytes");
        assertThat(Driver.statuses(jobs)).as("statuses").containsExactly(JobStatus.DONE, JobStatus.UNKNOWN);
        server.awaitOpen(0, bench.patience());
    }

    @TckTest(
            id = "content.answer-byte-by-byte",
            contract = "An answer that arrives byte by byte is understood.",
            check = "Whether each chunk is handed on once, whatever its size.")
    void answerByteByByte(Bench bench) {
        ScriptedServer server = bench.server(connection -> {
            BatchAnswer answer = BatchAnswer.to(connection.readRequest());
            connection.drip(answer.whole(3), 1, Duration.ZERO);
            connection.awaitClientEnd();
        });
        assertThreeAnswers(bench, server);
    }

    @TckTest(
            id = "content.answer-chunked",
            contract = "An answer in chunks, which a proxy may make of one with a length, is understood.",
            check = "Whether the chunked coding is taken off, and nothing else.")
    void answerChunked(Bench bench) {
        ScriptedServer server = bench.server(connection -> {
            BatchAnswer answer = BatchAnswer.to(connection.readRequest());
            String body = answer.parts(3) + answer.end();
            connection.send(Http.chunkedHead());
            for (int from = 0; from < body.length(); from += 7) {
                connection.send(Http.chunk(body.substring(from, Math.min(body.length(), from + 7))));
            }
            connection.send(Http.lastChunk());
            connection.awaitClientEnd();
        });
        assertThreeAnswers(bench, server);
    }

    @TckTest(
            id = "content.answer-until-close",
            contract = "An answer without a length that ends with the connection is understood.",
            check = "Whether the end of the connection ends such a body well.")
    void answerUntilClose(Bench bench) {
        ScriptedServer server = bench.server(connection -> {
            BatchAnswer answer = BatchAnswer.to(connection.readRequest());
            connection.send(Http.head("HTTP/1.1 200 OK", "Connection: close") + answer.parts(3) + answer.end());
            connection.close();
        });
        assertThreeAnswers(bench, server);
    }

    @TckTest(
            id = "content.answer-out-of-order",
            contract = "Answers find their requests by their ids, in whatever order they come.",
            check = "Whether the body is handed on in order.")
    void answerOutOfOrder(Bench bench) {
        ScriptedServer server = bench.server(connection -> {
            BatchAnswer answer = BatchAnswer.to(connection.readRequest());
            connection.send(answer.with(answer.part(3) + answer.part(1) + answer.part(2) + answer.end()));
            connection.awaitClientEnd();
        });
        assertThreeAnswers(bench, server);
    }

    private static void assertThreeAnswers(Bench bench, ScriptedServer server) {
        BatchSession session = bench.driver().connect(server).beginBatch();
        List<BatchJob<JsonNode>> jobs = Batches.reads(session, 3);
        bench.driver().commit(session);
        assertThat(jobs.stream().map(job -> job.result().path("id").asInt()).toList())
                .as("answers of the jobs")
                .containsExactly(1, 2, 3);
    }

    /** Stores each text in a document and reads it back, in one batch. */
    private static void assertRoundTrip(Bench bench, List<String> texts) {
        BatchSession session = bench.driver().students().begin();
        List<BatchJob<Optional<JsonNode>>> reads = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            session.collection(Students.COLLECTION).insert(Map.of("_key", "k" + i, "text", texts.get(i)));
            reads.add(session.collection(Students.COLLECTION).get("k" + i, JsonNode.class));
        }
        bench.driver().commit(session);
        for (int i = 0; i < texts.size(); i++) {
            String back = reads.get(i).result().orElseThrow().path("text").asText();
            assertThat(back.equals(texts.get(i)))
                    .as("whether text %d came back as it went: %s", i, shown(texts.get(i), back))
                    .isTrue();
        }
    }

    /** Where two texts begin to differ; they may be long. */
    private static String shown(String went, String back) {
        int at = Arrays.mismatch(went.getBytes(StandardCharsets.UTF_16BE), back.getBytes(StandardCharsets.UTF_16BE));
        return went.length() + " characters went, " + back.length() + " came, different from character " + at / 2
                + " on";
    }

    /** 64 MiB of text, each of them different. */
    private static byte[] pattern() {
        byte[] bytes = new byte[LARGE];
        for (int i = 0; i < LARGE; i += Bodies.MIB) {
            System.arraycopy(Text.MEBIBYTE, 0, bytes, i, Bodies.MIB);
            bytes[i] = (byte) ('0' + i / Bodies.MIB);
        }
        return bytes;
    }

    /** Made once, and only if a test asks for it. */
    private static final class Text {

        static final byte[] MEBIBYTE = new byte[Bodies.MIB];

        static {
            int state = 1;
            for (int i = 0; i < MEBIBYTE.length; i++) {
                state = state * 1_103_515_245 + 12_345;
                MEBIBYTE[i] = (byte) ('0' + (state >>> 16) % 64);
            }
        }
    }

    private static long checksum(byte[] bytes) {
        CRC32 sum = new CRC32();
        sum.update(bytes);
        return sum.getValue();
    }
}

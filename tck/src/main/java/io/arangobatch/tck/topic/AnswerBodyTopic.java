package io.arangobatch.tck.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.arangobatch.tck.TckTest;
import io.arangobatch.tck.bench.Answer;
import io.arangobatch.tck.bench.Bench;
import io.arangobatch.tck.bench.Bodies;
import io.arangobatch.tck.bench.Http;
import io.arangobatch.tck.server.scripted.Script;
import io.arangobatch.tck.server.scripted.ScriptedServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** The body of an answer, however its length is told. */
public abstract class AnswerBodyTopic {

    private static final int LARGE = 64;

    @TckTest(
            id = "answer.head-no-body",
            contract = "An answer to HEAD has no body, whatever its Content-Length says.",
            check = "Whether the parser knows that the request was a HEAD.")
    void headNoBody(Bench bench) {
        ScriptedServer server = bench.server(Script.answering(Http.okHead(5)));
        assertNoBody(bench, server, "HEAD");
    }

    @TckTest(
            id = "answer.head-chunked-no-body",
            contract = "An answer to HEAD has no body, though it announces chunks.",
            check = "Whether the parser knows that the request was a HEAD.")
    void headChunkedNoBody(Bench bench) {
        ScriptedServer server = bench.server(Script.answering(Http.chunkedHead()));
        assertNoBody(bench, server, "HEAD");
    }

    @TckTest(
            id = "answer.204-no-body",
            contract = "A 204 ends with its head.",
            check = "Whether a 204 without Content-Length is read until the connection ends.")
    void noContent(Bench bench) {
        ScriptedServer server = bench.server(Script.answering(Http.head("HTTP/1.1 204 No Content")));
        assertNoBody(bench, server, "DELETE");
    }

    @TckTest(
            id = "answer.304-no-body",
            contract = "A 304 ends with its head, whatever its Content-Length says.",
            check = "Whether a 304 is taken to have a body.")
    void notModified(Bench bench) {
        ScriptedServer server =
                bench.server(Script.answering(Http.head("HTTP/1.1 304 Not Modified", "Content-Length: 5")));
        assertNoBody(bench, server, "GET");
    }

    @TckTest(
            id = "answer.empty-body",
            contract = "An answer with Content-Length: 0 ends with its head.",
            check = "Whether the transport waits for a first byte of the body.")
    void emptyBody(Bench bench) {
        ScriptedServer server = bench.server(Script.answering(Http.ok("")));
        assertNoBody(bench, server, "GET");
    }

    @TckTest(
            id = "answer.sizes",
            contract = "Bodies of every size around common buffer sizes are handed on whole.",
            check = "What happens at the edges of the buffers between socket and sink.")
    void sizes(Bench bench) {
        ScriptedServer server = bench.server(Script.serving(
                request -> Http.ok(text(Integer.parseInt(request.target().substring(1))))));
        for (int size : List.of(1, 2, 4_095, 4_096, 8_191, 8_192, 8_193, 65_535, 65_536, 65_537, 1_000_003)) {
            Answer answer =
                    bench.exchange(bench.request(server).target("/" + size)).answer();
            assertThat(answer.bytes()).as("bytes of the body").isEqualTo(size);
            assertThat(answer.body().equals(text(size)))
                    .as("the body of " + size + " bytes is what was sent")
                    .isTrue();
        }
    }

    @TckTest(
            id = "answer.large",
            contract = "A body of 64 MiB is handed on whole.",
            check = "Whether a limit is set on answers, and whether chunks are lost or repeated.")
    void large(Bench bench) {
        ScriptedServer server = bench.server(connection -> {
            connection.readRequest();
            connection.send(Http.okHead((long) LARGE * Bodies.MIB));
            for (int i = 0; i < LARGE; i++) {
                connection.send(Bodies.mebibyte());
            }
            connection.awaitClientEnd();
        });
        Answer answer = bench.exchange(bench.request(server)).answer();
        assertThat(answer.bytes()).as("bytes of the body").isEqualTo((long) LARGE * Bodies.MIB);
        assertThat(answer.checksum()).as("CRC-32 of the body").isEqualTo(Bodies.checksum(LARGE));
    }

    @TckTest(
            id = "answer.bytes-untouched",
            contract = "A body with a Content-Encoding is handed on as it is.",
            check = "Whether the HTTP library decompresses: the driver asked for no compression, so it must see this.")
    void bytesUntouched(Bench bench) {
        ScriptedServer server =
                bench.server(Script.answering(Http.ok("\u001f\u008b not gzip \u0000\u00ff", "Content-Encoding: gzip")));
        Answer answer = bench.exchange(bench.request(server)).answer();
        assertThat(answer.body()).as("body").isEqualTo("\u001f\u008b not gzip \u0000\u00ff");
        assertThat(answer.values("Content-Encoding"))
                .as("Content-Encoding headers")
                .containsExactly("gzip");
    }

    @TckTest(
            id = "answer.split-anywhere",
            contract = "An answer that arrives byte by byte is handed on whole.",
            check = "Whether the parser keeps its state from one read to the next.")
    void splitAnywhere(Bench bench) {
        ScriptedServer server = bench.server(connection -> {
            connection.readRequest();
            connection.drip(Http.ok("0123456789", "X-A: b"), 1, Duration.ZERO);
            connection.readRequest();
            connection.drip(
                    Http.chunkedHead() + Http.chunk("01234") + Http.chunk("56789") + Http.lastChunk(),
                    1,
                    Duration.ZERO);
            connection.awaitClientEnd();
        });
        assertThat(bench.exchange(bench.request(server)).answer().body())
                .as("body")
                .isEqualTo("0123456789");
        assertThat(bench.exchange(bench.request(server)).answer().body())
                .as("body in chunks")
                .isEqualTo("0123456789");
    }

    @TckTest(
            id = "answer.chunked",
            contract = "Chunks are joined, and nothing of the coding is handed on.",
            check = "Whether the transfer coding is removed.")
    void chunked(Bench bench) {
        assertBody(bench, Http.chunkedHead() + Http.chunk("one ") + Http.chunk("two") + Http.lastChunk(), "one two");
    }

    @TckTest(
            id = "answer.chunked-empty",
            contract = "An answer in chunks may have none.",
            check = "Whether the transport waits for a first chunk.")
    void chunkedEmpty(Bench bench) {
        assertBody(bench, Http.chunkedHead() + Http.lastChunk(), "");
    }

    @TckTest(
            id = "answer.chunked-extensions",
            contract = "Chunk extensions are ignored.",
            check = "How the line with the size of a chunk is parsed.")
    void chunkedExtensions(Bench bench) {
        assertBody(bench, Http.chunkedHead() + "3;a=b;c=\"d\"\r\nabc\r\n2;x\r\nde\r\n0;last\r\n\r\n", "abcde");
    }

    @TckTest(
            id = "answer.chunked-trailers",
            contract = "Trailers are read, and are no part of body or head.",
            check = "Whether the answer is taken to end with the last chunk, so that trailers spoil the next one.")
    void chunkedTrailers(Bench bench) {
        ScriptedServer server = bench.server(
                Script.answering(Http.chunkedHead() + Http.chunk("abc") + "0\r\nX-Trailer: 1\r\nX-Other: 2\r\n\r\n"));
        for (int i = 0; i < 2; i++) {
            Answer answer = bench.exchange(bench.request(server)).answer();
            assertThat(answer.body()).as("body").isEqualTo("abc");
            assertThat(answer.values("X-Trailer")).as("trailers in the head").isEmpty();
        }
    }

    @TckTest(
            id = "answer.chunked-hex",
            contract = "The size of a chunk may have upper-case digits and leading zeros.",
            check = "How the size of a chunk is parsed.")
    void chunkedHex(Bench bench) {
        assertBody(
                bench,
                Http.chunkedHead() + "00A\r\n0123456789\r\n0b\r\n0123456789x\r\n000\r\n\r\n",
                "01234567890123456789x");
    }

    @TckTest(
            id = "answer.chunked-tiny",
            contract = "A thousand chunks of one byte are handed on whole.",
            check = "What is done for each chunk.")
    void chunkedTiny(Bench bench) {
        assertBody(bench, Http.chunkedHead() + Http.chunk("x").repeat(1_000) + Http.lastChunk(), "x".repeat(1_000));
    }

    @TckTest(
            id = "answer.close-delimited",
            contract = "A body without a length ends with the connection.",
            check = "Whether the end of the connection is taken for a fault here.")
    void closeDelimited(Bench bench) {
        ScriptedServer server = bench.server(connection -> {
            connection.readRequest();
            connection.send(Http.head("HTTP/1.1 200 OK") + "until the end");
            connection.close();
        });
        assertThat(bench.exchange(bench.request(server)).answer().body())
                .as("body")
                .isEqualTo("until the end");
    }

    @TckTest(
            id = "answer.close-delimited-empty",
            contract = "A body without a length may be empty.",
            check = "Whether the end of the connection right after the head is taken for a fault.")
    void closeDelimitedEmpty(Bench bench) {
        ScriptedServer server = bench.server(connection -> {
            connection.readRequest();
            connection.send(Http.head("HTTP/1.1 200 OK", "Connection: close"));
            connection.close();
        });
        assertThat(bench.exchange(bench.request(server)).answer().body())
                .as("body")
                .isEmpty();
    }

    @TckTest(
            id = "answer.http10",
            contract = "An answer of HTTP/1.0 is accepted.",
            check = "Whether the version of the answer is checked too strictly.")
    void http10(Bench bench) {
        ScriptedServer server = bench.server(connection -> {
            connection.readRequest();
            connection.send(Http.head("HTTP/1.0 200 OK") + "old");
            connection.close();
        });
        assertThat(bench.exchange(bench.request(server)).answer().body())
                .as("body")
                .isEqualTo("old");
    }

    private static void assertBody(Bench bench, String raw, String expected) {
        ScriptedServer server = bench.server(Script.answering(raw));
        assertThat(bench.exchange(bench.request(server)).answer().body())
                .as("body")
                .isEqualTo(expected);
        assertThat(bench.exchange(bench.request(server)).answer().body())
                .as("body of the next answer")
                .isEqualTo(expected);
    }

    /** Twice, because a transport that waits for a body that never comes may only show it by what it does next. */
    private static void assertNoBody(Bench bench, ScriptedServer server, String method) {
        for (int i = 0; i < 2; i++) {
            Answer answer = bench.exchange(bench.request(server).method(method)).answer();
            assertThat(answer.bytes()).as("bytes of the body").isZero();
        }
    }

    private static String text(int size) {
        return new String(Bodies.mebibyte(), 0, size, StandardCharsets.ISO_8859_1);
    }
}

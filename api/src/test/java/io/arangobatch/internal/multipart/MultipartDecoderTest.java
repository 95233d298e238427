package io.arangobatch.internal.multipart;

import static io.arangobatch.internal.multipart.Answers.BOUNDARY;
import static io.arangobatch.internal.multipart.Answers.bytes;
import static io.arangobatch.internal.multipart.Answers.decode;
import static io.arangobatch.internal.multipart.Answers.end;
import static io.arangobatch.internal.multipart.Answers.part;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.arangobatch.ArangoProtocolException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartDecoderTest {

    private static final String OK = "HTTP/1.1 200 OK";
    private static final String HEAD_PARTS = part("1", OK, "Content-Length: 5\r\n", "")
            + part("2", OK, "Content-Length: 5\r\n", "12345")
            + part("3", "HTTP/1.1 404 Not Found", "Content-Length: 9999999\r\n", "")
            + end();
    private static final String WITHOUT_LINE_BREAK_BEFORE_DELIMITER = "--ArangoBatchBoundary\r\n"
            + "Content-Type: application/x-arango-batchpart\r\n"
            + "Content-Id: 1\r\n\r\nHTTP/1.1 304 Not Modified\r\nEtag: \"_a\"\r\n\r\n"
            + part("2", OK, "", "x")
            + end();
    private static final String LIKE_THE_BOUNDARY = part(
                    "1",
                    OK,
                    "",
                    "x--ArangoBatchBoundary \r\n--ArangoBatchBoundar\r\n-ArangoBatchBoundary\n--\r\n--Arango\r\n\r\n\n")
            + part("2", OK, "", "a--ArangoBatchBoundary--")
            + end();

    static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of("recorded inserts and a bad query", Answers.STUDENTS, 3),
                Arguments.of("the same with LF alone", Answers.STUDENTS.replace("\r\n", "\n"), 3),
                Arguments.of("a recorded batch within a batch", Answers.NESTED, 1),
                Arguments.of("HEAD with a length but no body", HEAD_PARTS, 3),
                Arguments.of("no line break before the delimiter", WITHOUT_LINE_BREAK_BEFORE_DELIMITER, 2),
                Arguments.of("texts like the boundary", LIKE_THE_BOUNDARY, 2),
                Arguments.of("blanks after the boundary", HEAD_PARTS.replace("Boundary\r\n", "Boundary \t\r\n"), 3),
                Arguments.of("a line break and more after the end", Answers.NESTED + "\r\nepilogue\r\n--x", 1));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void readsTheSameAtEverySplitPoint(String name, String answer, int parts) {
        List<String> whole = decode(answer);
        assertThat(whole).hasSize(parts);
        for (int split = 0; split <= answer.length(); split++) {
            assertThat(decode(answer, split)).as("split at %d", split).isEqualTo(whole);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void readsTheSameByteByByte(String name, String answer, int parts) {
        int[] splits = IntStream.range(1, answer.length()).toArray();

        assertThat(decode(answer, splits)).isEqualTo(decode(answer)).hasSize(parts);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void readsTheSameFromBuffersWithoutAnArray(String name, String answer, int parts) {
        List<String> decoded = new ArrayList<>();
        for (int size : new int[] {1, 7, 100, 10_000}) {
            decoded.clear();
            MultipartDecoder decoder = decoderInto(decoded);
            for (int from = 0; from < answer.length(); from += size) {
                byte[] piece = bytes(answer.substring(from, Math.min(answer.length(), from + size)));
                ByteBuffer direct =
                        ByteBuffer.allocateDirect(piece.length).put(piece).flip();
                decoder.feed(direct);
                assertThat(direct.hasRemaining()).isFalse();
            }
            decoder.end();

            assertThat(decoded).isEqualTo(decode(answer)).hasSize(parts);
        }
    }

    @Test
    void readsEverythingTheServerSaid() {
        assertThat(decode(Answers.STUDENTS))
                .containsExactly(
                        "1|202|Accepted|Server=,Location=/_db/_system/_api/document/students/Kris,"
                                + "Etag=\"_meH68x2---\",Connection=,Content-Type=application/json; charset=utf-8,"
                                + "Content-Length=58|{\"_id\":\"students/Kris\",\"_key\":\"Kris\",\"_rev\":\"_meH68x2---\"}",
                        "2|202|Accepted|Server=,Location=/_db/_system/_api/document/students/Rita,"
                                + "Etag=\"_meH68x2--A\",Connection=,Content-Type=application/json; charset=utf-8,"
                                + "Content-Length=58|{\"_id\":\"students/Rita\",\"_key\":\"Rita\",\"_rev\":\"_meH68x2--A\"}",
                        "3|400|Bad Request|Server=,Connection=,Content-Type=application/json; charset=utf-8,"
                                + "Content-Length=152|{\"error\":true,\"errorMessage\":\"AQL: syntax error, unexpected identifier "
                                + "near 'INVALID QUERY' at position 1:1 (while parsing)\",\"code\":400,\"errorNum\":1501}");
    }

    @Test
    void readsAnAnswerWithLineFeedsAlone() {
        assertThat(decode(Answers.STUDENTS.replace("\r\n", "\n"))).isEqualTo(decode(Answers.STUDENTS));
    }

    @Test
    void leavesABatchWithinABatchAlone() {
        assertThat(decode(Answers.NESTED))
                .containsExactly("out|200|OK|Server=,X-Arango-Errors=1,"
                        + "Content-Type=multipart/form-data; boundary=innerBoundary,Connection=,Content-Length=554|"
                        + Answers.NESTED_BODY);
    }

    @Test
    void doesNotBelieveTheLengthOfAnAnswerToHead() {
        assertThat(decode(HEAD_PARTS))
                .containsExactly(
                        "1|200|OK|Content-Length=5|",
                        "2|200|OK|Content-Length=5|12345",
                        "3|404|Not Found|Content-Length=9999999|");
    }

    @Test
    void isNotLedOverALaterPartByALengthThatEndsThere() {
        String second = part("2", OK, "", "two");
        String answer = part("1", OK, "Content-Length: " + (second.length() + 1) + "\r\n", "one") + second + end();

        assertThat(decode(answer))
                .containsExactly("1|200|OK|Content-Length=" + (second.length() + 1) + "|one", "2|200|OK||two");
    }

    @Test
    void keepsTextsThatLookLikeTheBoundaryInTheBody() {
        assertThat(decode(LIKE_THE_BOUNDARY))
                .containsExactly(
                        "1|200|OK||x--ArangoBatchBoundary \r\n--ArangoBatchBoundar\r\n-ArangoBatchBoundary\n--\r\n--Arango"
                                + "\r\n\r\n\n",
                        "2|200|OK||a--ArangoBatchBoundary--");
    }

    @Test
    void readsAnAnswerWhoseHeadersAreFollowedByTheDelimiter() {
        assertThat(decode(WITHOUT_LINE_BREAK_BEFORE_DELIMITER))
                .containsExactly("1|304|Not Modified|Etag=\"_a\"|", "2|200|OK||x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200", "HTTP/1.1 200 "})
    void readsAStatusLineWithoutAReason(String statusLine) {
        assertThat(decode(part("1", statusLine, "", "x") + end())).containsExactly("1|200|||x");
    }

    @Test
    void readsAPartWithoutContentIdAndLeavesTheVerdictToTheMatcher() {
        String answer = "--ArangoBatchBoundary\r\nContent-Type: application/x-arango-batchpart\r\n\r\n"
                + "HTTP/1.1 200 OK\r\n\r\nx\r\n--ArangoBatchBoundary--";

        assertThat(decode(answer)).containsExactly("|200|OK||x");
    }

    @Test
    void readsHeaderNamesOfTheEnvelopeInAnyCase() {
        String answer =
                "--ArangoBatchBoundary\r\ncontent-type:application/x-arango-batchpart\r\nCONTENT-ID:  1 \r\n\r\n"
                        + "HTTP/1.1 200 OK\r\n\r\nx\r\n--ArangoBatchBoundary--";

        assertThat(decode(answer)).containsExactly("1|200|OK||x");
    }

    @Test
    void readsAnAnswerWithNoPart() {
        assertThat(decode(end())).isEmpty();
    }

    @Test
    void handsOutAPartAsSoonAsItsDelimiterIsThere() {
        List<String> decoded = new ArrayList<>();
        MultipartDecoder decoder = decoderInto(decoded);
        String first = part("1", OK, "", "one") + "--ArangoBatchBoundary\r";

        decoder.feed(ByteBuffer.wrap(bytes(first)));
        assertThat(decoded).isEmpty();
        decoder.feed(ByteBuffer.wrap(bytes("\n")));

        assertThat(decoded).containsExactly("1|200|OK||one");
    }

    @Test
    void doesNotKeepAnEyeOnTheChunkAfterwards() {
        List<String> decoded = new ArrayList<>();
        MultipartDecoder decoder = decoderInto(decoded);
        byte[] first = bytes(part("1", OK, "", "one"));
        decoder.feed(ByteBuffer.wrap(first));
        java.util.Arrays.fill(first, (byte) 'X');
        decoder.feed(ByteBuffer.wrap(bytes(end())));
        decoder.end();

        assertThat(decoded).containsExactly("1|200|OK||one");
    }

    @Test
    void readsAPartMuchLargerThanItsChunks() {
        String body = "0123456789".repeat(300_000);
        String answer = part("1", OK, "", "a") + part("2", OK, "", body) + part("3", OK, "", "c") + end();
        for (int size : new int[] {1_000, 16_384, 65_537, 2_999_999}) {
            int[] splits = IntStream.iterate(size, to -> to < answer.length(), to -> to + size)
                    .toArray();

            assertThat(decode(answer, splits)).containsExactly("1|200|OK||a", "2|200|OK||" + body, "3|200|OK||c");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A: 1|B: 2|C: 3",
                "A: 1|B: 20|C: 3",
                "A: 1|B: |C: 3",
                "A: 1|B:|C: 3",
                "A: 1|B: 2\t|C: 3",
                "A: 1|B: 2|C: 3|D: 4",
                "A: 1|C: 3",
                "A: 1|Bb: 2|C: 3",
                "A: 1|b: 2|C: 4",
                "A: x|B: y|C: z",
                ""
            })
    void readsAHeadThatIsLikeTheOneBeforeInPart(String headers) {
        String head = "A: 1\r\nB: 2\r\nC: 3\r\n";
        String other = headers.isEmpty() ? "" : headers.replace("|", "\r\n") + "\r\n";
        String answer = part("1", OK, head, "x") + part("2", OK, other, "y") + part("3", OK, head, "z") + end();
        String read = headers.replace("|", ",").replace("\t", "").replaceAll(": ?", "=");

        for (int split = 0; split <= answer.length(); split++) {
            assertThat(decode(answer, split))
                    .as("split at %d", split)
                    .containsExactly("1|200|OK|A=1,B=2,C=3|x", "2|200|OK|" + read + "|y", "3|200|OK|A=1,B=2,C=3|z");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"A: 1\rx", "A: 1\r\rx", "A: \0", "A: 1\u007f", "A ", "A", " A: 1"})
    void refusesAHeaderThatIsBrokenWhereTheOneBeforeWasNot(String header) {
        String first = part("1", OK, "A: 1\r\n", "x");
        String second = part("2", OK, header + "\r\n", "y");
        int at = (first + second).lastIndexOf(header + "\r\n");

        assertBroken(DecoderLimits.DEFAULT, first + second, at(at, 2, "a header line, but got " + Excerpt.of(header)));
    }

    static Stream<Arguments> brokenAnswers() {
        String first = part("1", OK, "", "x");
        int second = first.length();
        String envelope = "--ArangoBatchBoundary\r\n";
        String head = envelope + "Content-Id: 2\r\n\r\n";
        return Stream.of(
                Arguments.of(
                        first + envelope + "no colon\r\n",
                        at(second + 23, 2, "a header line of the part, but got \"no colon\"")),
                Arguments.of(
                        first + envelope + "Content-Type: text/plain\r\n",
                        at(
                                second + 23,
                                2,
                                "the content type application/x-arango-batchpart, but got \"Content-Type: text/plain\"")),
                Arguments.of(
                        head.replace("\r\n\r\n", "\r\n") + "Content-Id: 3\r\n",
                        at(38, 1, "only one Content-Id, but got \"Content-Id: 3\"")),
                Arguments.of(
                        first + head + "{\"error\":true}\r\n",
                        at(second + 40, 2, "a status line, but got \"{\\\"error\\\":true}\"")),
                Arguments.of(first + head + "\r\n", at(second + 40, 2, "a status line, but got \"\"")),
                Arguments.of(head + "HTTP/1.1 2x0 OK\r\n", at(40, 1, "a status line, but got \"HTTP/1.1 2x0 OK\"")),
                Arguments.of(head + "HTTP/1.1 020 OK\r\n", at(40, 1, "a status line, but got \"HTTP/1.1 020 OK\"")),
                Arguments.of(head + "HTTP/1.1 2000\r\n", at(40, 1, "a status line, but got \"HTTP/1.1 2000\"")),
                Arguments.of(head + "HTTP/1.1 20\r\n", at(40, 1, "a status line, but got \"HTTP/1.1 20\"")),
                Arguments.of(head + "HTTP/1.1\r\n", at(40, 1, "a status line, but got \"HTTP/1.1\"")),
                Arguments.of(head + "FTP/1.1 200\r\n", at(40, 1, "a status line, but got \"FTP/1.1 200\"")),
                Arguments.of(
                        head + "HTTP/1.1 200 O\0K\r\n", at(40, 1, "a status line, but got \"HTTP/1.1 200 O\\x00K\"")),
                Arguments.of(head + OK + "\r\n folded\r\n", at(57, 1, "a header line, but got \" folded\"")),
                Arguments.of(head + OK + "\r\n: no name\r\n", at(57, 1, "a header line, but got \": no name\"")),
                Arguments.of(head + OK + "\r\na b: c\r\n", at(57, 1, "a header line, but got \"a b: c\"")),
                Arguments.of(head + OK + "\r\na: b\rc\r\n", at(57, 1, "a header line, but got \"a: b\\rc\"")),
                Arguments.of(
                        head + OK + "\r\n" + "x".repeat(70) + "\r\n",
                        at(57, 1, "a header line, but got \"" + "x".repeat(60) + "\"…")),
                Arguments.of(
                        first + "--ArangoBatchBoundaryX\r\n",
                        at(second + 21, 2, "a line break or \"--\" after the delimiter, but got \"X\"")
                                .replace("part 2", "part 1")),
                Arguments.of(
                        "--ArangoBatchBoundary-x",
                        at(21, 1, "a line break or \"--\" after the delimiter, but got \"-x\"")),
                Arguments.of(
                        "--ArangoBatchBoundary\rx",
                        at(21, 1, "a line break or \"--\" after the delimiter, but got \"\\rx\"")),
                Arguments.of(
                        "--ArangoBatchBoundary --",
                        at(21, 1, "a line break or \"--\" after the delimiter, but got \" --\"")),
                Arguments.of(
                        "--ArangoBatchBoundary" + " ".repeat(65),
                        at(21, 1, "a line break or \"--\" after the delimiter, but got \"" + " ".repeat(60) + "\"…")));
    }

    @ParameterizedTest
    @MethodSource("brokenAnswers")
    void tellsWhatIsBrokenAndWhere(String answer, String message) {
        assertThatThrownBy(() -> decode(answer))
                .isInstanceOf(ArangoProtocolException.class)
                .hasMessage(message);
        assertThatThrownBy(
                        () -> decode(answer, IntStream.range(1, answer.length()).toArray()))
                .as("byte by byte")
                .isInstanceOf(ArangoProtocolException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":true}",
                "<!DOCTYPE html>\n<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>",
                "\r\n--ArangoBatchBoundary\r\n",
                "--AnotherBoundary\r\nContent-Type: application/x-arango-batchpart\r\n\r\nHTTP/1.1 200 OK\r\n"
            })
    void tellsHowSomethingElseBegins(String answer) {
        String start = answer.length() > 60 ? answer.substring(0, 60) + "\"…" : answer + "\"";
        String message =
                "the answer is no answer to a batch: expected it to begin with \"--ArangoBatchBoundary\", but it begins with \""
                        + start.replace("\"error\"", "\\\"error\\\"")
                                .replace("\r", "\\r")
                                .replace("\n", "\\n");

        assertThatThrownBy(() -> decode(answer))
                .isInstanceOf(ArangoProtocolException.class)
                .hasMessage(message);
        assertThatThrownBy(
                        () -> decode(answer, IntStream.range(1, answer.length()).toArray()))
                .as("byte by byte")
                .hasMessage(message);
    }

    @Test
    void tellsAtEveryPointWhereTheAnswerEnded() {
        String answer = Answers.STUDENTS;
        for (int length = 0; length < answer.length(); length++) {
            String truncated = answer.substring(0, length);
            List<String> decoded = new ArrayList<>();
            MultipartDecoder decoder = decoderInto(decoded);
            decoder.feed(ByteBuffer.wrap(bytes(truncated)));

            Throwable thrown = catchThrowable(decoder::end);

            String where = length < 23 ? ", before its first part" : " within part " + (decoded.size() + 1);
            assertThat(thrown)
                    .isInstanceOf(ArangoProtocolException.class)
                    .hasMessage("the batch answer ended after " + length + " bytes" + where);
            assertThat(decoded).isEqualTo(decode(answer).subList(0, decoded.size()));
        }
    }

    @Test
    void refusesMoreHeadersThanAllowed() {
        DecoderLimits limits = new DecoderLimits(100, 1_000, 10_000);
        String answer = part("1", OK, "X: " + "y".repeat(40) + "\r\n", "x") + end();

        assertBroken(limits, answer, at(103, 1, "no more than 100 bytes of headers, but there are more"));
    }

    @Test
    void refusesAHeaderLineWithoutEndBeforeItArrived() {
        DecoderLimits limits = new DecoderLimits(100, 1_000, 10_000);

        assertBroken(
                limits,
                "--ArangoBatchBoundary\r\nX: " + "y".repeat(98),
                at(23, 1, "no more than 100 bytes of headers, but there are more"));
    }

    @Test
    void takesABodyOfExactlyTheLimit() {
        String answer = part("1", OK, "", "x".repeat(1_000)) + end();
        List<Integer> lengths = new ArrayList<>();
        MultipartDecoder decoder = new MultipartDecoder(
                BOUNDARY, new DecoderLimits(100, 1_000, 10_000), (id, each) -> lengths.add(each.bodyLength()));
        Answers.feed(decoder, bytes(answer), IntStream.range(1, answer.length()).toArray());
        decoder.end();

        assertThat(lengths).containsExactly(1_000);
    }

    @Test
    void refusesABodyAboveTheLimit() {
        String answer = part("1", OK, "", "x".repeat(1_001)) + end();

        assertBroken(
                new DecoderLimits(100, 1_000, 10_000),
                answer,
                at(answer.indexOf("xx"), 1, "a body of no more than 1000 bytes, but it is longer"));
    }

    @Test
    void refusesABodyAboveTheLimitBeforeItsEndArrived() {
        String answer = part("1", OK, "", "x".repeat(1_100)).stripTrailing();

        assertBroken(
                new DecoderLimits(100, 1_000, 10_000),
                answer,
                at(answer.indexOf("xx"), 1, "a body of no more than 1000 bytes, but it is longer"));
    }

    @Test
    void refusesAnAnswerAboveTheLimitEvenBehindItsEnd() {
        assertBroken(
                new DecoderLimits(100, 1_000, 200),
                part("1", OK, "", "x") + end() + " ".repeat(200),
                "the batch answer is longer than the limit of 200 bytes for a whole answer");
    }

    @Test
    void refusesLimitsThatAllowNothing() {
        assertThatThrownBy(() -> new DecoderLimits(0, 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("headerBytes is 0, but must be 1 to 1073741824");
        assertThatThrownBy(() -> new DecoderLimits(1, (1 << 30) + 1, 1))
                .hasMessage("bodyBytes is 1073741825, but must be 1 to 1073741824");
        assertThatThrownBy(() -> new DecoderLimits(1, 1, -1))
                .hasMessage("answerBytes is -1, but must be 1 to 9223372036854775807");
    }

    @Test
    void staysFailed() {
        MultipartDecoder decoder = decoderInto(new ArrayList<>());
        Throwable first = catchThrowable(() -> decoder.feed(ByteBuffer.wrap(bytes("--ArangoBatchBoundaryX"))));

        assertThat(first).isInstanceOf(ArangoProtocolException.class);
        assertThatThrownBy(() -> decoder.feed(ByteBuffer.wrap(bytes(Answers.STUDENTS))))
                .isSameAs(first);
        assertThatThrownBy(decoder::end).isSameAs(first);
    }

    @Test
    void staysFailedWhenTheHandlerRefusesAPart() {
        IllegalStateException refusal = new IllegalStateException("no");
        MultipartDecoder decoder = new MultipartDecoder(BOUNDARY, DecoderLimits.DEFAULT, (id, part) -> {
            throw refusal;
        });

        assertThatThrownBy(() -> decoder.feed(ByteBuffer.wrap(bytes(Answers.STUDENTS))))
                .isSameAs(refusal);
        assertThatThrownBy(decoder::end).isSameAs(refusal);
    }

    @Test
    void staysFailedAfterAnErrorInTheHandler() {
        StackOverflowError error = new StackOverflowError("deep");
        MultipartDecoder decoder = new MultipartDecoder(BOUNDARY, DecoderLimits.DEFAULT, (id, part) -> {
            throw error;
        });

        assertThatThrownBy(() -> decoder.feed(ByteBuffer.wrap(bytes(Answers.STUDENTS))))
                .isSameAs(error);
        assertThatThrownBy(decoder::end)
                .isInstanceOf(ArangoProtocolException.class)
                .hasMessage("reading the batch answer was broken off by java.lang.StackOverflowError: deep")
                .hasCause(error);
    }

    @Test
    void doesNoMoreWorkByteByByteThanTheBytesAreWorth() {
        String hostile = "\r\n--ArangoBatchBoundar".repeat(20_000);
        String answer = part("1", OK, "X: " + "y".repeat(60_000) + "\r\n", hostile) + end();
        MultipartDecoder decoder = decoderInto(new ArrayList<>());

        Answers.feed(decoder, bytes(answer), IntStream.range(1, answer.length()).toArray());
        decoder.end();

        assertThat(decoder.work()).isLessThan(30L * answer.length());
    }

    private static MultipartDecoder decoderInto(List<String> parts) {
        return new MultipartDecoder(BOUNDARY, DecoderLimits.DEFAULT, (id, part) -> parts.add(Answers.show(id, part)));
    }

    private static String at(int position, int part, String expected) {
        return "the batch answer is broken at byte " + position + ", in part " + part + ": expected " + expected;
    }

    private static void assertBroken(DecoderLimits limits, String answer, String message) {
        MultipartDecoder whole = new MultipartDecoder(BOUNDARY, limits, (id, part) -> {});
        assertThatThrownBy(() -> whole.feed(ByteBuffer.wrap(bytes(answer))))
                .isInstanceOf(ArangoProtocolException.class)
                .hasMessage(message);

        MultipartDecoder slow = new MultipartDecoder(BOUNDARY, limits, (id, part) -> {});
        assertThatThrownBy(() -> Answers.feed(
                        slow, bytes(answer), IntStream.range(1, answer.length()).toArray()))
                .as("byte by byte")
                .isInstanceOf(ArangoProtocolException.class)
                .hasMessage(message);
    }
}

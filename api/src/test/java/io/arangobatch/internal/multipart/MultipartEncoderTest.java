package io.arangobatch.internal.multipart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arangobatch.internal.buffer.BufferLimitException;
import io.arangobatch.internal.buffer.SegmentedBuffer;
import io.arangobatch.scripted.BodyBytes;
import io.arangobatch.spi.HttpHeader;
import io.arangobatch.spi.RequestBody;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartEncoderTest {

    private static final String A = "A".repeat(32);
    private static final String B = "B".repeat(32);
    private static final String C = "C".repeat(32);

    private final Deque<String> boundaries = new ArrayDeque<>(List.of(A, B, C));
    private final MultipartEncoder encoder = new MultipartEncoder(new SegmentedBuffer(), boundaries::remove);

    @Test
    void encodesPartsWithAndWithoutBodyAsTheServerReadsThem() throws Exception {
        encoder.add("POST", "/_api/document/students", List.of(), body("{\"_key\":\"Kris\"}"));
        encoder.add(
                "GET",
                "/_api/document/students/Kris?x=%20",
                List.of(new HttpHeader("If-Match", "\"_abc\""), new HttpHeader("Accept", "application/json")),
                BodyWriter.NONE);

        assertThat(sent())
                .isEqualTo("--" + A + "\r\n"
                        + "Content-Type: application/x-arango-batchpart\r\n"
                        + "Content-Id: 1\r\n"
                        + "\r\n"
                        + "POST /_api/document/students HTTP/1.1\r\n"
                        + "\r\n"
                        + "{\"_key\":\"Kris\"}\r\n"
                        + "--" + A + "\r\n"
                        + "Content-Type: application/x-arango-batchpart\r\n"
                        + "Content-Id: 2\r\n"
                        + "\r\n"
                        + "GET /_api/document/students/Kris?x=%20 HTTP/1.1\r\n"
                        + "If-Match: \"_abc\"\r\n"
                        + "Accept: application/json\r\n"
                        + "\r\n"
                        + "--" + A + "--\r\n");
        assertThat(encoder.contentType()).isEqualTo("multipart/form-data; boundary=" + A);
        assertThat(encoder.boundary()).isEqualTo(A);
        assertThat(encoder.count()).isEqualTo(2);
    }

    @Test
    void knowsTheSizeOfTheWholeBodyBeforeAndAfterItIsFinished() throws Exception {
        assertThat(encoder.size()).isZero();
        encoder.add("POST", "/x", List.of(), body("12345"));
        long before = encoder.size();

        assertThat(encoder.body(0, encoder.count()).length()).isEqualTo(before);
        assertThat(encoder.size()).isEqualTo(before);
    }

    @Test
    void sendsTheSameBodyAtASecondCommit() throws Exception {
        encoder.add("POST", "/x", List.of(), body("12345"));

        String first = sent();

        assertThat(sent()).isEqualTo(first);
    }

    @Test
    void goesOnAfterItWasFinishedAsIfItHadNotBeen() throws Exception {
        encoder.add("GET", "/x", List.of(), BodyWriter.NONE);
        encoder.body(0, encoder.count());
        encoder.add("GET", "/y", List.of(), BodyWriter.NONE);

        assertThat(sent())
                .isEqualTo(part(A, 1, "GET /x HTTP/1.1\r\n\r\n") + part(A, 2, "GET /y HTTP/1.1\r\n\r\n") + end(A));
    }

    @Test
    void refusesToSendAnEmptyBatch() {
        assertThatThrownBy(() -> encoder.body(0, 0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the batch is empty: add a request first");
        assertThatThrownBy(encoder::contentType).hasMessage("the batch is empty: add a request first");
    }

    @Test
    void drawsNoBoundaryBeforeTheFirstRequest() {
        assertThat(boundaries).hasSize(3);
    }

    @Test
    void drawsADifferentBoundaryForEachBatch() throws Exception {
        Set<String> drawn = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            MultipartEncoder random = new MultipartEncoder();
            random.add("GET", "/x", List.of(), BodyWriter.NONE);
            assertThat(random.boundary()).matches("[A-Za-z0-9]{32}");
            drawn.add(random.boundary());
        }

        assertThat(drawn).hasSize(1_000);
    }

    @Test
    void aBodyThatCannotBeEncodedLeavesTheBatchAsItWas() throws Exception {
        encoder.add("POST", "/x", List.of(), body("first"));
        long size = encoder.size();
        IOException failure = new IOException("no serializer");

        assertThatThrownBy(() -> encoder.add("POST", "/y", List.of(), out -> {
                    out.write(new byte[100_000]);
                    throw failure;
                }))
                .isSameAs(failure);

        assertThat(encoder.size()).isEqualTo(size);
        assertThat(encoder.count()).isEqualTo(1);
        encoder.add("POST", "/z", List.of(), body("second"));
        assertThat(sent())
                .isEqualTo(part(A, 1, "POST /x HTTP/1.1\r\n\r\nfirst\r\n")
                        + part(A, 2, "POST /z HTTP/1.1\r\n\r\nsecond\r\n")
                        + end(A));
    }

    @Test
    void aFirstBodyThatRunsIntoAnErrorLeavesTheBatchEmpty() {
        StackOverflowError failure = new StackOverflowError("a document that holds itself");

        assertThatThrownBy(() -> encoder.add("POST", "/y", List.of(), out -> {
                    out.write(1);
                    throw failure;
                }))
                .isSameAs(failure);

        assertThat(encoder.size()).isZero();
        assertThat(encoder.count()).isZero();
        assertThatThrownBy(() -> encoder.body(0, 0)).hasMessage("the batch is empty: add a request first");
    }

    @Test
    void drawsAnotherBoundaryWhenTheFirstOccursInTheBody() throws Exception {
        encoder.add("POST", "/x", List.of(), body("text " + A + " text"));

        assertThat(sent()).isEqualTo(part(B, 1, "POST /x HTTP/1.1\r\n\r\ntext " + A + " text\r\n") + end(B));
        assertThat(encoder.contentType()).isEqualTo("multipart/form-data; boundary=" + B);
    }

    @Test
    void drawsAnotherBoundaryWhenTheFirstOccursInAHeader() throws Exception {
        encoder.add("GET", "/x", List.of(new HttpHeader("If-Match", A)), BodyWriter.NONE);

        assertThat(sent()).isEqualTo(part(B, 1, "GET /x HTTP/1.1\r\nIf-Match: " + A + "\r\n\r\n") + end(B));
    }

    @Test
    void drawsAnotherBoundaryWhenTheFirstOccursInTheTarget() throws Exception {
        encoder.add("GET", "/x/" + A, List.of(), BodyWriter.NONE);

        assertThat(sent()).isEqualTo(part(B, 1, "GET /x/" + A + " HTTP/1.1\r\n\r\n") + end(B));
    }

    @Test
    void findsTheBoundaryAcrossTheBordersOfSegments() throws Exception {
        int head = part(A, 1, "POST /x HTTP/1.1\r\n\r\n").length();
        for (int border : new int[] {1024, 3072, 64_512, 130_048}) {
            for (int position = border - 33; position <= border + 1; position++) {
                String text = "-".repeat(position - head) + A;
                MultipartEncoder each =
                        new MultipartEncoder(new SegmentedBuffer(), new ArrayDeque<>(List.of(A, B))::remove);

                each.add("POST", "/x", List.of(), body(text));

                assertThat(each.boundary()).as("boundary at %d", position).isEqualTo(B);
                assertThat(text(each.body(0, each.count())))
                        .isEqualTo(part(B, 1, "POST /x HTTP/1.1\r\n\r\n" + text + "\r\n") + end(B));
            }
        }
    }

    @Test
    void stampsTheNewBoundaryOverAllEarlierDelimitersWhereverTheyStand() throws Exception {
        StringBuilder expected = new StringBuilder();
        for (int i = 1; i <= 2_000; i++) {
            encoder.add("GET", "/x", List.of(), BodyWriter.NONE);
            expected.append(part(B, i, "GET /x HTTP/1.1\r\n\r\n"));
        }
        encoder.add("POST", "/x", List.of(), body(A));
        expected.append(part(B, 2_001, "POST /x HTTP/1.1\r\n\r\n" + A + "\r\n")).append(end(B));

        assertThat(sent()).isEqualTo(expected.toString());
    }

    @Test
    void verifiesANewBoundaryAgainstEarlierPartsToo() throws Exception {
        encoder.add("POST", "/x", List.of(), body(B));
        encoder.add("POST", "/y", List.of(), body(A));

        assertThat(sent())
                .isEqualTo(part(C, 1, "POST /x HTTP/1.1\r\n\r\n" + B + "\r\n")
                        + part(C, 2, "POST /y HTTP/1.1\r\n\r\n" + A + "\r\n")
                        + end(C));
    }

    @Test
    void givesUpAfterEightBoundariesAndLeavesTheBatchAsItWas() throws Exception {
        Deque<String> source = new ArrayDeque<>(List.of(A, B, A, B, A, B, A, B, C));
        MultipartEncoder unlucky = new MultipartEncoder(new SegmentedBuffer(), source::remove);
        unlucky.add("POST", "/x", List.of(), body(B));
        long size = unlucky.size();

        assertThatThrownBy(() -> unlucky.add("POST", "/y", List.of(), body(A)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("each of 8 boundaries drawn occurs in the requests of the batch: "
                        + "the source of random numbers is broken");

        assertThat(source).containsExactly(C);
        assertThat(unlucky.size()).isEqualTo(size);
        assertThat(text(unlucky.body(0, unlucky.count())))
                .isEqualTo(part(A, 1, "POST /x HTTP/1.1\r\n\r\n" + B + "\r\n") + end(A));
    }

    @Test
    void aBoundarySourceThatFailsWhileDrawingAnotherLeavesTheBatchAsItWas() throws Exception {
        boundaries.removeLast();
        encoder.add("POST", "/x", List.of(), body(B));

        assertThatThrownBy(() -> encoder.add("POST", "/y", List.of(), body(A)))
                .isInstanceOf(java.util.NoSuchElementException.class);

        assertThat(sent()).isEqualTo(part(A, 1, "POST /x HTTP/1.1\r\n\r\n" + B + "\r\n") + end(A));
    }

    @Test
    void theLastBodyGoesOn() throws Exception {
        encoder.add("GET", "/w", List.of(), BodyWriter.NONE);
        encoder.add("POST", "/x", List.of(), body("[1]"));
        encoder.extendLast(1, 3, body(",2]"));
        encoder.extendLast(1, 3, body(",3]"));
        encoder.add("GET", "/y", List.of(), BodyWriter.NONE);

        assertThat(sent())
                .isEqualTo(part(A, 1, "GET /w HTTP/1.1\r\n\r\n")
                        + part(A, 2, "POST /x HTTP/1.1\r\n\r\n[1,2,3]\r\n")
                        + part(A, 3, "GET /y HTTP/1.1\r\n\r\n")
                        + end(A));
    }

    @Test
    void theLastBodyGoesOnAcrossTheBordersOfSegments() throws Exception {
        encoder.add("POST", "/x", List.of(), body("[]"));
        StringBuilder expected = new StringBuilder("[");
        for (int i = 0; i < 20_000; i++) {
            String more = "," + i + "]";
            encoder.extendLast(1, more.length(), body(more));
            expected.append(',').append(i);
        }

        assertThat(sent()).isEqualTo(part(A, 1, "POST /x HTTP/1.1\r\n\r\n" + expected + "]\r\n") + end(A));
    }

    @Test
    void aBoundaryInWhatComesLaterIsStampedOverInAllDelimiters() throws Exception {
        encoder.add("GET", "/w", List.of(), BodyWriter.NONE);
        encoder.add("POST", "/x", List.of(), body("[1]"));
        encoder.extendLast(1, A.length() + 2, body("," + A + "]"));

        assertThat(sent())
                .isEqualTo(part(B, 1, "GET /w HTTP/1.1\r\n\r\n")
                        + part(B, 2, "POST /x HTTP/1.1\r\n\r\n[1," + A + "]\r\n")
                        + end(B));
    }

    @Test
    void aBoundaryThatIsMadeUpOfOldAndNewIsFound() throws Exception {
        for (int old = 1; old < 32; old++) {
            MultipartEncoder each =
                    new MultipartEncoder(new SegmentedBuffer(), new ArrayDeque<>(List.of(A, B))::remove);
            each.add("POST", "/x", List.of(), body(A.substring(0, old) + "]"));
            each.extendLast(1, 32 - old, body(A.substring(old)));

            assertThat(each.boundary()).as("%d of it were there", old).isEqualTo(B);
        }
    }

    @Test
    void theBoundaryBeforeAPartIsNotTakenForOneWithinIt() throws Exception {
        encoder.add("POST", "/", List.of(), body("]"));
        encoder.extendLast(1, 1, body("1"));

        assertThat(encoder.boundary()).isEqualTo(A);
    }

    @Test
    void whatDoesNotFitLeavesTheLastBodyAsItWas() throws Exception {
        MultipartEncoder measured = new MultipartEncoder(new SegmentedBuffer(), () -> A);
        measured.add("POST", "/x", List.of(), body("[1]"));
        MultipartEncoder full = new MultipartEncoder(new SegmentedBuffer(), () -> A, measured.size() + 2);
        full.add("POST", "/x", List.of(), body("[1]"));
        String before = text(full.body(0, 1));

        assertThatThrownBy(() -> full.extendLast(1, 4, body(",22]"))).isInstanceOf(BufferLimitException.class);
        assertThatThrownBy(() -> full.replaceLast("PATCH", "/x", List.of(), body("[1,2]")))
                .isInstanceOf(BufferLimitException.class);

        assertThat(text(full.body(0, 1))).isEqualTo(before);
        full.extendLast(1, 3, body(",2]"));
        assertThat(full.size()).isEqualTo(measured.size() + 2);
        assertThat(text(full.body(0, 1))).isEqualTo(part(A, 1, "POST /x HTTP/1.1\r\n\r\n[1,2]\r\n") + end(A));
    }

    @Test
    void aBoundarySourceThatFailsWhileABodyGoesOnLeavesItAsItWas() throws Exception {
        MultipartEncoder unlucky = new MultipartEncoder(new SegmentedBuffer(), new ArrayDeque<>(List.of(A))::remove);
        unlucky.add("POST", "/x", List.of(), body("[1]"));

        assertThatThrownBy(() -> unlucky.extendLast(1, 34, body("," + A + "]")))
                .isInstanceOf(java.util.NoSuchElementException.class);
        assertThatThrownBy(() -> unlucky.replaceLast("PUT", "/y", List.of(), body(A)))
                .isInstanceOf(java.util.NoSuchElementException.class);

        assertThat(text(unlucky.body(0, 1))).isEqualTo(part(A, 1, "POST /x HTTP/1.1\r\n\r\n[1]\r\n") + end(A));
    }

    @Test
    void anotherRequestTakesTheLastOnesPlace() throws Exception {
        encoder.add("POST", "/w", List.of(), body("w"));
        encoder.add("GET", "/x", List.of(new HttpHeader("X-Test", "1")), BodyWriter.NONE);
        encoder.replaceLast("PUT", "/y?z=1", List.of(), body("[1,2]"));
        encoder.add("GET", "/z", List.of(), BodyWriter.NONE);

        assertThat(encoder.count()).isEqualTo(3);
        assertThat(sent())
                .isEqualTo(part(A, 1, "POST /w HTTP/1.1\r\n\r\nw\r\n")
                        + part(A, 2, "PUT /y?z=1 HTTP/1.1\r\n\r\n[1,2]\r\n")
                        + part(A, 3, "GET /z HTTP/1.1\r\n\r\n")
                        + end(A));
    }

    @Test
    void theOnlyRequestCanBeReplaced() throws Exception {
        encoder.add("GET", "/x", List.of(), BodyWriter.NONE);
        encoder.replaceLast("POST", "/y", List.of(), body(A));

        assertThat(sent()).isEqualTo(part(B, 1, "POST /y HTTP/1.1\r\n\r\n" + A + "\r\n") + end(B));
    }

    @Test
    void aReplacementThatCannotBeWrittenLeavesTheOldRequest() throws Exception {
        encoder.add("GET", "/w", List.of(), BodyWriter.NONE);
        encoder.add("POST", "/x", List.of(), body("old"));
        String before = sent();
        IOException failure = new IOException("no serializer");

        assertThatThrownBy(() -> encoder.replaceLast("PUT", "/y", List.of(), out -> {
                    out.write(new byte[5_000]);
                    throw failure;
                }))
                .isSameAs(failure);

        assertThat(sent()).isEqualTo(before);
        encoder.extendLast(1, 1, body("D"));
        assertThat(new String(encoder.lastBody(), StandardCharsets.US_ASCII)).isEqualTo("olD");
    }

    @Test
    void someOfTheRequestsAreABatchOfTheirOwnWithTheirOwnIds() throws Exception {
        for (String target : List.of("/a", "/b", "/c")) {
            encoder.add("POST", target, List.of(), body(target));
        }
        String second = part(A, 2, "POST /b HTTP/1.1\r\n\r\n/b\r\n");
        String third = part(A, 3, "POST /c HTTP/1.1\r\n\r\n/c\r\n");

        assertThat(text(encoder.body(1, 2))).isEqualTo(second + end(A));
        assertThat(text(encoder.body(1, 3))).isEqualTo(second + third + end(A));
        assertThat(encoder.sizeOf(1, 2)).isEqualTo((second + end(A)).length());
        assertThat(encoder.sizeOf(1, 3)).isEqualTo((second + third + end(A)).length());
        assertThat(encoder.sizeOf(0, 3)).isEqualTo(encoder.size());
    }

    @Test
    void aRequestIsReadBackAsItIsSentByItself() throws Exception {
        HttpHeader header = new HttpHeader("If-Match", "\"a: b\"");
        encoder.add("PATCH", "/x?y=1", List.of(header), body("{\"v\":\"\\r\\n\r\n\r\n\"}"));
        encoder.add("GET", "/empty", List.of(), BodyWriter.NONE);

        EncodedRequest first = encoder.request(0);
        assertThat(first).hasToString("PATCH /x?y=1");
        assertThat(first.headers()).containsExactly(header);
        assertThat(text(first.body())).isEqualTo("{\"v\":\"\\r\\n\r\n\r\n\"}");
        assertThat(encoder.bodySize(0)).isEqualTo(first.body().length());
        assertThat(encoder.request(1)).hasToString("GET /empty");
        assertThat(encoder.request(1).headers()).isEmpty();
        assertThat(encoder.bodySize(1)).isZero();
        assertThat(encoder.lastBody()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "with-hyphen-with-hyphen-with-hyp"})
    void refusesABoundaryThatNotEveryServerReads(String boundary) {
        MultipartEncoder broken = new MultipartEncoder(new SegmentedBuffer(), () -> boundary);

        assertThatThrownBy(() -> broken.add("GET", "/x", List.of(), BodyWriter.NONE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a boundary is 32 letters and digits, not '" + boundary + "'");
        assertThat(broken.count()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "0, NUL",
        "10, LF",
        "13, CR",
        "32, a blank",
        "127, U+007F",
        "228, U+00E4",
        "8364, U+20AC",
    })
    void refusesWhatWouldBreakTheRequestLine(int character, String name) {
        String text = "/a" + (char) character + "b";

        assertRefused(
                () -> encoder.add("GET", text, List.of(), BodyWriter.NONE),
                "the request target holds " + name
                        + " at index 2, which would change or break the request: remove or encode it");
        assertRefused(
                () -> encoder.add("GE" + (char) character, "/x", List.of(), BodyWriter.NONE),
                "the method holds " + name
                        + " at index 2, which would change or break the request: remove or encode it");
        assertRefused(
                () -> encoder.add("GET", "/x", List.of(new HttpHeader("X" + (char) character, "v")), BodyWriter.NONE),
                "a header name holds " + name
                        + " at index 1, which would change or break the request: remove or encode it");
    }

    @ParameterizedTest
    @CsvSource({"0, NUL", "10, LF", "13, CR", "27, U+001B", "228, U+00E4"})
    void refusesWhatWouldBreakAHeaderWithoutTellingItsValue(int character, String name) {
        HttpHeader header = new HttpHeader("X-Secret", "secret" + (char) character);

        assertRefused(
                () -> encoder.add("GET", "/x", List.of(header), BodyWriter.NONE),
                "the value of the header X-Secret holds " + name
                        + " at index 6, which would change or break the request: remove or encode it");
    }

    @Test
    void refusesAColonInAHeaderName() {
        assertRefused(
                () -> encoder.add("GET", "/x", List.of(new HttpHeader("X:Y", "v")), BodyWriter.NONE),
                "a header name holds U+003A at index 1, which would change or break the request: remove or encode it");
    }

    @Test
    void refusesEmptyTexts() {
        assertRefused(() -> encoder.add("", "/x", List.of(), BodyWriter.NONE), "the method is empty");
        assertRefused(() -> encoder.add("GET", "", List.of(), BodyWriter.NONE), "the request target is empty");
        assertRefused(
                () -> encoder.add("GET", "/x", List.of(new HttpHeader("", "v")), BodyWriter.NONE),
                "a header name is empty");
    }

    private void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
        assertThat(encoder.count()).isZero();
        assertThat(encoder.size()).isZero();
    }

    private String sent() {
        return text(encoder.body(0, encoder.count()));
    }

    private static BodyWriter body(String text) {
        return out -> out.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String part(String boundary, int id, String message) {
        return "--" + boundary + "\r\nContent-Type: application/x-arango-batchpart\r\nContent-Id: " + id + "\r\n\r\n"
                + message;
    }

    private static String end(String boundary) {
        return "--" + boundary + "--\r\n";
    }

    private static String text(RequestBody body) {
        return new String(BodyBytes.of(body), StandardCharsets.US_ASCII);
    }
}

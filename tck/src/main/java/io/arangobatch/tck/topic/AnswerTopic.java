package io.arangobatch.tck.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.arangobatch.tck.TckTest;
import io.arangobatch.tck.bench.Answer;
import io.arangobatch.tck.bench.Bench;
import io.arangobatch.tck.bench.Http;
import io.arangobatch.tck.server.scripted.ReceivedRequest;
import io.arangobatch.tck.server.scripted.Script;
import io.arangobatch.tck.server.scripted.ScriptedServer;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** The head of an answer, and what its status means for a transport: nothing. */
public abstract class AnswerTopic {

    @TckTest(
            id = "answer.statuses",
            contract = "Whatever the status, an answer that arrived whole completes the future normally.",
            check = "Whether the HTTP library throws for 4xx or 5xx.")
    void statuses(Bench bench) {
        List<Integer> statuses = List.of(200, 201, 202, 400, 401, 403, 404, 405, 409, 412, 413, 500, 501, 503, 505);
        ScriptedServer server = bench.server(Script.serving(
                request -> Http.answer("HTTP/1.1 " + request.target().substring(1) + " Status", "{}")));
        List<Integer> came = statuses.stream()
                .map(status -> bench.exchange(bench.request(server).target("/" + status))
                        .answer()
                        .status())
                .toList();
        assertThat(came).as("statuses that came").isEqualTo(statuses);
        assertThat(server.requests())
                .as("requests at the server: each is sent once")
                .hasSameSizeAs(statuses);
    }

    @TckTest(
            id = "answer.redirect-not-followed",
            contract = "A redirect is an answer like any other; it is not followed.",
            check = "The redirect policy of the HTTP library.")
    void redirectNotFollowed(Bench bench) {
        ScriptedServer server = bench.server(Script.serving(request -> Http.answer(
                "HTTP/1.1 " + request.target().substring(1, 4) + " Moved", "here", "Location: /elsewhere")));
        for (int status : List.of(301, 302, 303, 307, 308)) {
            Answer answer =
                    bench.exchange(bench.request(server).target("/" + status)).answer();
            assertThat(answer.status()).as("status").isEqualTo(status);
            assertThat(answer.values("Location")).as("Location headers").containsExactly("/elsewhere");
            assertThat(answer.body()).as("body").isEqualTo("here");
        }
        assertThat(server.requests().stream().map(ReceivedRequest::target).toList())
                .as("targets that arrived")
                .doesNotContain("/elsewhere");
    }

    @TckTest(
            id = "answer.unauthorized-not-answered",
            contract = "A 401 with a challenge is an answer like any other.",
            check = "Whether an authenticator of the HTTP library or of the JVM reacts to WWW-Authenticate.")
    void unauthorizedNotAnswered(Bench bench) {
        ScriptedServer server = bench.server(Script.answering(
                Http.answer("HTTP/1.1 401 Unauthorized", "", "WWW-Authenticate: Basic realm=\"arangodb\"")));
        assertThat(bench.exchange(bench.request(server)).answer().status())
                .as("status")
                .isEqualTo(401);
        assertThat(server.requests()).as("requests at the server").hasSize(1);
    }

    @TckTest(
            id = "answer.unavailable-not-repeated",
            contract = "A 503 with Retry-After is an answer like any other.",
            check = "The retry strategy of the HTTP library.")
    void unavailableNotRepeated(Bench bench) {
        ScriptedServer server =
                bench.server(Script.answering(Http.answer("HTTP/1.1 503 Service Unavailable", "", "Retry-After: 0")));
        assertThat(bench.exchange(bench.request(server)).answer().status())
                .as("status")
                .isEqualTo(503);
        assertThat(server.requests()).as("requests at the server").hasSize(1);
    }

    @TckTest(
            id = "answer.cookies-not-kept",
            contract = "A cookie that a server sets is not sent back.",
            check = "The cookie store of the HTTP library.")
    void cookiesNotKept(Bench bench) {
        ScriptedServer server = bench.server(Script.answering(Http.ok("", "Set-Cookie: session=1; Path=/")));
        bench.exchange(bench.request(server)).answer();
        bench.exchange(bench.request(server)).answer();
        assertThat(server.requests().stream()
                        .flatMap(request -> request.values("Cookie").stream())
                        .toList())
                .as("Cookie headers")
                .isEmpty();
    }

    @TckTest(
            id = "answer.not-cached",
            contract = "Every exchange reaches the server, however cacheable the answer before.",
            check = "The cache of the HTTP library.")
    void notCached(Bench bench) {
        ScriptedServer server =
                bench.server(Script.answering(Http.ok("x", "Cache-Control: max-age=3600", "ETag: \"1\"")));
        bench.exchange(bench.request(server)).answer();
        bench.exchange(bench.request(server)).answer();
        assertThat(server.requests()).as("requests at the server").hasSize(2);
    }

    @TckTest(
            id = "answer.interim-skipped",
            contract = "Interim answers are skipped, and the final one is handed on.",
            check = "Whether 100, 102 and 103 are taken for the answer.")
    void interimSkipped(Bench bench) {
        ScriptedServer server = bench.server(Script.answering(Http.head("HTTP/1.1 100 (Continue)")
                + Http.head("HTTP/1.1 102 Processing", "X-Interim: 1")
                + Http.head("HTTP/1.1 103 Early Hints", "Link: </x>")
                + Http.OK));
        Answer answer =
                bench.exchange(bench.request(server).method("POST").body("x")).answer();
        assertThat(answer.status()).as("status").isEqualTo(200);
        assertThat(lowerNames(answer.headers())).as("headers").containsExactly("content-length: 2");
        assertThat(answer.body()).as("body").isEqualTo("ok");
    }

    @TckTest(
            id = "answer.headers-order",
            contract = "The headers of an answer come in the order in which they arrived.",
            check = "Whether headers pass through a map.")
    void headersOrder(Bench bench) {
        String[] sent = {"X-C: 1", "X-A: 2", "Content-Type: application/json", "X-D: 3", "Server: ArangoDB", "X-B: 4"};
        assertThat(lowerNames(headers(bench, sent))).as("headers").isEqualTo(lowerNames(List.of(sent)));
    }

    @TckTest(
            id = "answer.headers-duplicates",
            contract = "Headers of the same name stay separate, in their order.",
            check = "Whether headers are joined with commas, or only the last is kept.")
    void headersDuplicates(Bench bench) {
        List<String> came =
                lowerNames(headers(bench, "X-A: 1", "X-B: 2", "X-A: 3", "X-A: 1", "Set-Cookie: a", "Set-Cookie: b"));
        assertThat(came.stream().filter(line -> line.startsWith("x-a")).toList())
                .as("X-A headers")
                .containsExactly("x-a: 1", "x-a: 3", "x-a: 1");
        assertThat(came.stream().filter(line -> line.startsWith("set")).toList())
                .as("Set-Cookie headers")
                .containsExactly("set-cookie: a", "set-cookie: b");
    }

    @TckTest(
            id = "answer.headers-case",
            contract = "Header names come with the case in which they arrived.",
            check = "Whether the HTTP library changes names to lower case.")
    void headersCase(Bench bench) {
        String[] sent = {"x-lower: 1", "X-UPPER: 2", "X-Arango-Queue-Time-Seconds: 0.0", "eTaG: 3"};
        assertThat(headers(bench, sent)).as("headers").containsExactlyInAnyOrder(sent);
    }

    @TckTest(
            id = "answer.header-empty-value",
            contract = "A header without a value is handed on with an empty one.",
            check = "Whether empty values are dropped: ArangoDB 3.2 answers with an empty Server and Connection.")
    void headerEmptyValue(Bench bench) {
        assertHeaders(bench, "Server: ", "Connection: ", "X-Next: 1");
    }

    @TckTest(
            id = "answer.header-blanks",
            contract = "Blanks around a header value are no part of it; those within are.",
            check = "Whether values are trimmed, and only at their ends.")
    void headerBlanks(Bench bench) {
        assertThat(lowerNames(headers(bench, "X-A: \t a  b \t", "X-B:tight")))
                .as("headers")
                .containsExactlyInAnyOrder("x-a: a  b", "x-b: tight");
    }

    @TckTest(
            id = "answer.header-long",
            contract = "A header value of 7,000 bytes is handed on whole.",
            check = "Limits on header lines; a limit may be there, but ArangoDB's answers must pass.")
    void headerLong(Bench bench) {
        assertHeaders(bench, "Set-Cookie: " + "y".repeat(7_000));
    }

    @TckTest(
            id = "answer.headers-many",
            contract = "A hundred headers are handed on whole and in order.",
            check = "Limits on the number of headers.")
    void headersMany(Bench bench) {
        assertHeaders(
                bench,
                IntStream.range(0, 100)
                        .mapToObj(index -> "X-Header-" + index + ": value " + index)
                        .toArray(String[]::new));
    }

    @TckTest(
            id = "answer.reason-empty",
            contract = "A status line without a reason phrase is accepted, with and without the blank before it.",
            check = "How the status line is parsed.")
    void reasonEmpty(Bench bench) {
        for (String line : List.of("HTTP/1.1 200 ", "HTTP/1.1 200")) {
            ScriptedServer server = bench.server(Script.answering(Http.answer(line, "x")));
            Answer answer = bench.exchange(bench.request(server)).answer();
            assertThat(answer.status()).as("status").isEqualTo(200);
            assertThat(answer.head().reason())
                    .as("reason phrase of '" + line + "'")
                    .isEmpty();
        }
    }

    @TckTest(
            id = "answer.reason-words",
            contract = "The reason phrase is handed on as it arrived, blanks included.",
            check = "Whether the phrase is cut at its first blank, or looked up from the status.")
    void reasonWords(Bench bench) {
        ScriptedServer server =
                bench.server(Script.answering(Http.answer("HTTP/1.1 404 No such  document (really)", "x")));
        assertThat(bench.exchange(bench.request(server)).answer().head().reason())
                .as("reason phrase")
                .isEqualTo("No such  document (really)");
    }

    @TckTest(
            id = "answer.status-unknown",
            contract = "A status that no standard knows is handed on.",
            check = "Whether the status passes through an enumeration.")
    void statusUnknown(Bench bench) {
        ScriptedServer server = bench.server(Script.answering(Http.answer("HTTP/1.1 299 Own", "x")));
        assertThat(bench.exchange(bench.request(server)).answer().status())
                .as("status")
                .isEqualTo(299);
    }

    /** In any order and case: that those are kept are promises with tests of their own. */
    private static void assertHeaders(Bench bench, String... sent) {
        assertThat(lowerNames(headers(bench, sent)))
                .as("headers")
                .containsExactlyInAnyOrderElementsOf(lowerNames(List.of(sent)));
    }

    private static List<String> headers(Bench bench, String... sent) {
        ScriptedServer server = bench.server(Script.answering(Http.ok("x", sent)));
        return bench.exchange(bench.request(server)).answer().headers().stream()
                .filter(line -> !line.toLowerCase(Locale.ROOT).startsWith("content-length"))
                .toList();
    }

    private static List<String> lowerNames(List<String> lines) {
        return lines.stream()
                .map(line -> line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT)
                        + line.substring(line.indexOf(':')))
                .toList();
    }
}

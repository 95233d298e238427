package io.arangobatch.tck.topic;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.arangobatch.spi.HttpHeader;
import io.arangobatch.tck.TckTest;
import io.arangobatch.tck.bench.Bench;
import io.arangobatch.tck.bench.Http;
import io.arangobatch.tck.bench.Request;
import io.arangobatch.tck.server.scripted.ReceivedRequest;
import io.arangobatch.tck.server.scripted.Script;
import io.arangobatch.tck.server.scripted.ScriptedServer;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The head of a request, byte for byte. */
public abstract class RequestTopic {

    @TckTest(
            id = "request.methods",
            contract = "The method goes out as it is given, for each method that ArangoDB knows.",
            check = "How the method is handed to the HTTP library: by name, not by a list of known methods.")
    void methods(Bench bench) {
        List<String> methods = List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");
        ScriptedServer server = bench.server(Script.serving(request -> Http.head("HTTP/1.1 204 No Content")));
        for (String method : methods) {
            bench.exchange(bench.request(server).method(method)).answer();
        }
        assertThat(server.requests().stream().map(ReceivedRequest::method).toList())
                .as("methods that arrived")
                .isEqualTo(methods);
    }

    @TckTest(
            id = "request.version",
            contract = "Requests are HTTP/1.1, without an attempt to upgrade.",
            check = "Whether the HTTP library is set to HTTP/1.1; ArangoDB before 3.7 knows nothing else.")
    void version(Bench bench) {
        ReceivedRequest request = sent(bench, "/_api/version");
        assertThat(request.requestLine()).as("request line").isEqualTo("GET /_api/version HTTP/1.1");
        assertThat(request.values("Upgrade")).as("Upgrade headers").isEmpty();
    }

    @TckTest(
            id = "request.target-percent-encoding",
            contract = "Percent-encoded characters of the target stay as they are, even those that need no encoding.",
            check = "Whether the target passes through a URI class that decodes, normalises or encodes once more.")
    void targetPercentEncoding(Bench bench) {
        assertTargetUntouched(bench, "/_api/document/a/b%20c%25%2F%5c%7e%41%E4%BD%A0");
    }

    @TckTest(
            id = "request.target-hex-case",
            contract = "The case of hexadecimal digits in the target stays as it is.",
            check = "Whether the target is normalised: %2f and %2F are equal, but the driver has its reasons.")
    void targetHexCase(Bench bench) {
        assertTargetUntouched(bench, "/a%2fb%2Fc%c3%A4");
    }

    @TckTest(
            id = "request.target-double-slash",
            contract = "Repeated slashes in the target stay, at its beginning too.",
            check = "Whether the target is parsed as a URI reference: a leading // would be read as a host.")
    void targetDoubleSlash(Bench bench) {
        assertTargetUntouched(bench, "//_db//system///x/");
    }

    @TckTest(
            id = "request.target-dot-segments",
            contract = "Dot segments of the target are not resolved.",
            check = "Whether the target passes through URI normalisation.")
    void targetDotSegments(Bench bench) {
        assertTargetUntouched(bench, "/a/../b/./c/..");
    }

    @TckTest(
            id = "request.target-query",
            contract = "Every legal character of a query stays as it is, with repeated and empty parameters.",
            check = "Whether the query is split into parameters and put together again.")
    void targetQuery(Bench bench) {
        assertTargetUntouched(bench, "/x?a=b&&a=b&c=d+e%2B%20&f=;,:@/?!$'()*-._~&=&g%3d=%00%22%7B%7d");
    }

    @TckTest(
            id = "request.target-empty-query",
            contract = "A question mark with nothing after it stays.",
            check = "Whether the query is dropped when it is empty.")
    void targetEmptyQuery(Bench bench) {
        assertTargetUntouched(bench, "/_api/collection?");
    }

    @TckTest(
            id = "request.target-semicolon",
            contract = "Path parameters, colons and at signs in the target stay as they are.",
            check = "Whether the path is taken apart at semicolons, colons or at signs.")
    void targetSemicolon(Bench bench) {
        assertTargetUntouched(bench, "/_db/_system/a:b;c=d@e!$&'()*+,=/f:80/");
    }

    @TckTest(
            id = "request.target-long",
            contract = "A target of 8,000 bytes arrives whole.",
            check = "Limits on the request line, and whether the head is written in full when it exceeds a buffer.")
    void targetLong(Bench bench) {
        assertTargetUntouched(bench, "/" + "abcdefg/".repeat(1_000) + "?q=1");
    }

    @TckTest(
            id = "request.host",
            contract = "There is exactly one Host header, and it holds host and port of the endpoint.",
            check = "Whether Host comes from Endpoint.authority(), and whether the HTTP library adds one of its own.")
    void host(Bench bench) {
        ScriptedServer server = bench.server(Script.answering(Http.OK));
        bench.exchange(bench.request(server)).answer();
        assertThat(server.requests().get(0).values("Host"))
                .as("Host headers")
                .containsExactly(server.endpoint().authority());
    }

    @TckTest(
            id = "request.host-name",
            contract = "Host holds the host name of the endpoint, not the address that it resolves to.",
            check = "Whether Host is made from the resolved address.")
    void hostName(Bench bench) {
        ScriptedServer server = bench.server(Script.answering(Http.OK));
        bench.exchange(bench.request(server.endpoint("localhost"))).answer();
        assertThat(server.requests().get(0).values("Host"))
                .as("Host headers")
                .containsExactly(server.endpoint("localhost").authority());
    }

    @TckTest(
            id = "request.headers-order",
            contract = "Headers arrive in the order in which they are given.",
            check = "Whether headers pass through a map.")
    void headersOrder(Bench bench) {
        List<String> names = List.of("X-C", "X-A", "Authorization", "X-D", "Accept", "X-B", "Content-Type");
        List<HttpHeader> given =
                names.stream().map(name -> new HttpHeader(name, "v")).toList();
        assertThat(arrived(bench, given))
                .as("headers of the given names that arrived")
                .isEqualTo(lines(given));
    }

    @TckTest(
            id = "request.headers-duplicates",
            contract = "Headers of the same name stay separate lines, in their order.",
            check = "Whether headers are set instead of added, or joined with commas.")
    void headersDuplicates(Bench bench) {
        List<HttpHeader> given = List.of(
                new HttpHeader("X-A", "1"),
                new HttpHeader("X-B", "2"),
                new HttpHeader("X-A", "3"),
                new HttpHeader("X-A", "1"));
        assertThat(arrived(bench, given).stream()
                        .filter(line -> line.startsWith("X-A"))
                        .toList())
                .as("X-A headers that arrived")
                .containsExactly("X-A: 1", "X-A: 3", "X-A: 1");
    }

    @TckTest(
            id = "request.headers-case",
            contract = "Header names keep their case.",
            check = "Whether the HTTP library changes names to lower case or to its own spelling.")
    void headersCase(Bench bench) {
        assertHeadersUntouched(
                bench,
                List.of(
                        new HttpHeader("x-lower", "1"),
                        new HttpHeader("X-UPPER", "2"),
                        new HttpHeader("x-ArangoDB-mIxEd", "3"),
                        new HttpHeader("aCCEPT", "4")));
    }

    @TckTest(
            id = "request.headers-values",
            contract = "Header values arrive as they are given, inner blanks and special characters included.",
            check = "Whether values are trimmed, folded, quoted or encoded.")
    void headersValues(Bench bench) {
        assertHeadersUntouched(
                bench,
                List.of(
                        new HttpHeader("X-Blanks", "a  b\tc"),
                        new HttpHeader("X-Special", "\"a, b\"; c=d (e) <f> [g] {h} \\ /?=%20#~'`|^"),
                        new HttpHeader("Content-Type", "multipart/form-data; boundary=--XXX--"),
                        new HttpHeader("Authorization", "Basic cm9vdDo=")));
    }

    @TckTest(
            id = "request.header-empty-value",
            contract = "A header without a value is sent all the same.",
            check = "Whether empty values are taken for absent ones.")
    void headerEmptyValue(Bench bench) {
        assertHeadersUntouched(bench, List.of(new HttpHeader("X-Empty", ""), new HttpHeader("X-Next", "1")));
    }

    @TckTest(
            id = "request.header-long",
            contract = "A header value of 8,000 bytes arrives whole.",
            check = "Limits on header lines, and whether the head is written in full when it exceeds a buffer.")
    void headerLong(Bench bench) {
        assertHeadersUntouched(bench, List.of(new HttpHeader("Authorization", "bearer " + "x".repeat(8_000))));
    }

    @TckTest(
            id = "request.headers-many",
            contract = "A hundred headers arrive whole and in order.",
            check = "Limits on the number of headers.")
    void headersMany(Bench bench) {
        assertHeadersUntouched(
                bench,
                IntStream.range(0, 100)
                        .mapToObj(index -> new HttpHeader("X-Header-" + index, "value " + index))
                        .toList());
    }

    @TckTest(
            id = "request.headers-none-added",
            contract = "A transport adds Host and Content-Length, and no other header.",
            check =
                    "Defaults of the HTTP library: User-Agent, Accept, Accept-Encoding, Connection, Upgrade, Expect, cookies.")
    void headersNoneAdded(Bench bench) {
        ScriptedServer server = bench.server(Script.answering(Http.OK));
        bench.exchange(bench.request(server)).answer();
        bench.exchange(bench.request(server).method("POST").body("x".repeat(5_000)))
                .answer();
        assertThat(server.requests().stream()
                        .flatMap(request -> request.headers().stream())
                        .map(header -> header.name().toLowerCase(Locale.ROOT))
                        .distinct()
                        .toList())
                .as("names of all headers that arrived though none was given")
                .containsExactlyInAnyOrder("host", "content-length");
    }

    @TckTest(
            id = "request.content-length",
            contract = "A request with a body has exactly one Content-Length, and no Transfer-Encoding.",
            check = "Whether the body is announced by RequestBody.length(); ArangoDB refuses chunked requests.")
    void contentLength(Bench bench) {
        ReceivedRequest request = sent(bench, "POST", "x".repeat(70_000));
        assertThat(request.values("Content-Length"))
                .as("Content-Length headers")
                .containsExactly("70000");
        assertThat(request.values("Transfer-Encoding"))
                .as("Transfer-Encoding headers")
                .isEmpty();
    }

    @TckTest(
            id = "request.content-length-zero",
            contract = "POST, PUT and PATCH without a body say Content-Length: 0.",
            check = "Whether an empty body is sent as no body at all: ArangoDB answers 411 then.")
    void contentLengthZero(Bench bench) {
        for (String method : List.of("POST", "PUT", "PATCH")) {
            assertThat(sent(bench, method, "").values("Content-Length"))
                    .as("Content-Length headers of a " + method + " without a body")
                    .containsExactly("0");
        }
    }

    @TckTest(
            id = "request.content-length-none",
            contract =
                    "GET, HEAD, DELETE and OPTIONS without a body have neither Content-Length nor Transfer-Encoding.",
            check = "Whether an empty body is handed to the HTTP library as an entity.")
    void contentLengthNone(Bench bench) {
        ScriptedServer server = bench.server(Script.serving(request -> Http.head("HTTP/1.1 204 No Content")));
        Stream.of("GET", "HEAD", "DELETE", "OPTIONS")
                .forEach(method ->
                        bench.exchange(bench.request(server).method(method)).answer());
        assertThat(server.requests().stream()
                        .filter(request -> !request.values("Content-Length").isEmpty()
                                || !request.values("Transfer-Encoding").isEmpty())
                        .map(ReceivedRequest::method)
                        .toList())
                .as("methods without a body that announced one")
                .isEmpty();
    }

    @TckTest(
            id = "request.delete-with-body",
            contract = "A DELETE with a body sends it, with its Content-Length.",
            check = "Whether the HTTP library lets a DELETE have a body: ArangoDB removes many documents that way.")
    void deleteWithBody(Bench bench) {
        ReceivedRequest request = sent(bench, "DELETE", "[\"a\",\"b\"]");
        assertThat(request.values("Content-Length"))
                .as("Content-Length headers")
                .containsExactly("9");
        assertThat(new String(request.body(), ISO_8859_1)).as("body").isEqualTo("[\"a\",\"b\"]");
    }

    @TckTest(
            id = "request.get-with-body",
            contract = "A GET with a body sends it, with its Content-Length.",
            check = "Whether the HTTP library changes the method or drops the body.")
    void getWithBody(Bench bench) {
        ReceivedRequest request = sent(bench, "GET", "{}");
        assertThat(request.method()).as("method").isEqualTo("GET");
        assertThat(request.values("Content-Length"))
                .as("Content-Length headers")
                .containsExactly("2");
        assertThat(new String(request.body(), ISO_8859_1)).as("body").isEqualTo("{}");
    }

    private static void assertTargetUntouched(Bench bench, String target) {
        assertThat(sent(bench, target).target()).as("target that arrived").isEqualTo(target);
    }

    /** In any order: that it is kept is a promise with a test of its own. */
    private static void assertHeadersUntouched(Bench bench, List<HttpHeader> given) {
        assertThat(arrived(bench, given))
                .as("headers of the given names that arrived")
                .containsExactlyInAnyOrderElementsOf(lines(given));
    }

    private static List<String> arrived(Bench bench, List<HttpHeader> given) {
        ScriptedServer server = bench.server(Script.answering(Http.OK));
        Request request = bench.request(server);
        given.forEach(header -> request.header(header.name(), header.value()));
        bench.exchange(request).answer();
        return lines(server.requests().get(0).headers().stream()
                .filter(header -> given.stream().anyMatch(one -> one.is(header.name())))
                .toList());
    }

    private static List<String> lines(List<HttpHeader> headers) {
        return headers.stream()
                .map(header -> header.name() + ": " + header.value())
                .toList();
    }

    private static ReceivedRequest sent(Bench bench, String target) {
        ScriptedServer server = bench.server(Script.answering(Http.OK));
        bench.exchange(bench.request(server).target(target)).answer();
        return server.requests().get(0);
    }

    private static ReceivedRequest sent(Bench bench, String method, String body) {
        ScriptedServer server = bench.server(Script.answering(Http.OK));
        bench.exchange(bench.request(server).method(method).body(body)).answer();
        return server.requests().get(0);
    }
}

package io.arangobatch.internal.multipart;

import io.arangobatch.spi.HttpHeader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Answers of a 3.2.2 server, and ways to feed them to a decoder and to read what it makes of them. */
final class Answers {

    static final String BOUNDARY = "ArangoBatchBoundary";

    /** Two inserts and a query that is wrong. */
    static final String STUDENTS = """
            --ArangoBatchBoundary
            Content-Type: application/x-arango-batchpart
            Content-Id: 1

            HTTP/1.1 202 Accepted
            Server:\s
            Location: /_db/_system/_api/document/students/Kris
            Etag: "_meH68x2---"
            Connection:\s
            Content-Type: application/json; charset=utf-8
            Content-Length: 58

            {"_id":"students/Kris","_key":"Kris","_rev":"_meH68x2---"}
            --ArangoBatchBoundary
            Content-Type: application/x-arango-batchpart
            Content-Id: 2

            HTTP/1.1 202 Accepted
            Server:\s
            Location: /_db/_system/_api/document/students/Rita
            Etag: "_meH68x2--A"
            Connection:\s
            Content-Type: application/json; charset=utf-8
            Content-Length: 58

            {"_id":"students/Rita","_key":"Rita","_rev":"_meH68x2--A"}
            --ArangoBatchBoundary
            Content-Type: application/x-arango-batchpart
            Content-Id: 3

            HTTP/1.1 400 Bad Request
            Server:\s
            Connection:\s
            Content-Type: application/json; charset=utf-8
            Content-Length: 152

            {"error":true,"errorMessage":"AQL: syntax error, unexpected identifier near 'INVALID QUERY' at position 1:1 (while parsing)","code":400,"errorNum":1501}
            --ArangoBatchBoundary--""".replace("\n", "\r\n");

    static final String NESTED_BODY = """
            --innerBoundary
            Content-Type: application/x-arango-batchpart
            Content-Id: in1

            HTTP/1.1 200 OK
            Server:\s
            Connection:\s
            Content-Type: application/json; charset=utf-8
            Content-Length: 59

            {"server":"arango","version":"3.2.2","license":"community"}
            --innerBoundary
            Content-Type: application/x-arango-batchpart
            Content-Id: in2

            HTTP/1.1 404 Not Found
            Server:\s
            Connection:\s
            Content-Type: application/json; charset=utf-8
            Content-Length: 83

            {"error":true,"code":404,"errorNum":404,"errorMessage":"unknown path '/_api/nope'"}
            --innerBoundary--""".replace("\n", "\r\n");

    /** A batch within a batch. */
    static final String NESTED = ("--ArangoBatchBoundary\r\n"
            + "Content-Type: application/x-arango-batchpart\r\n"
            + "Content-Id: out\r\n"
            + "\r\n"
            + "HTTP/1.1 200 OK\r\n"
            + "Server: \r\n"
            + "X-Arango-Errors: 1\r\n"
            + "Content-Type: multipart/form-data; boundary=innerBoundary\r\n"
            + "Connection: \r\n"
            + "Content-Length: 554\r\n"
            + "\r\n"
            + NESTED_BODY
            + "\r\n"
            + "--ArangoBatchBoundary--");

    private Answers() {}

    /** A part as a server writes it. */
    static String part(String id, String statusLine, String headers, String body) {
        return "--ArangoBatchBoundary\r\nContent-Type: application/x-arango-batchpart\r\nContent-Id: " + id + "\r\n\r\n"
                + statusLine + "\r\n" + headers + "\r\n" + body + "\r\n";
    }

    static String end() {
        return "--ArangoBatchBoundary--";
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Decodes an answer that arrives in one piece. */
    static List<String> decode(String answer) {
        List<String> parts = new ArrayList<>();
        MultipartDecoder decoder =
                new MultipartDecoder(BOUNDARY, DecoderLimits.DEFAULT, (id, part) -> parts.add(show(id, part)));
        decoder.feed(ByteBuffer.wrap(bytes(answer)));
        decoder.end();
        return parts;
    }

    /** Decodes an answer that arrives in pieces, each ending before one of the given positions. */
    static List<String> decode(String answer, int... splits) {
        List<String> parts = new ArrayList<>();
        MultipartDecoder decoder =
                new MultipartDecoder(BOUNDARY, DecoderLimits.DEFAULT, (id, part) -> parts.add(show(id, part)));
        feed(decoder, bytes(answer), splits);
        decoder.end();
        return parts;
    }

    static void feed(MultipartDecoder decoder, byte[] answer, int... splits) {
        int from = 0;
        for (int to : splits) {
            decoder.feed(ByteBuffer.wrap(Arrays.copyOfRange(answer, from, to)));
            from = to;
        }
        decoder.feed(ByteBuffer.wrap(answer, from, answer.length - from));
    }

    /** All of a part in one text, so that a difference is seen at a glance. */
    static String show(ContentId id, PartAnswer part) {
        String body = HeadLines.text(part.bytes(), part.bodyFrom(), part.bytes().length);
        return id + "|" + part.status() + "|" + part.reason() + "|" + show(part.headers()) + "|" + body;
    }

    private static String show(List<HttpHeader> headers) {
        return headers.stream().map(each -> each.name() + "=" + each.value()).collect(Collectors.joining(","));
    }
}

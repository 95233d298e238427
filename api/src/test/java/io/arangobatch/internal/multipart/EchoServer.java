package io.arangobatch.internal.multipart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * The server's half of the protocol for the random tests, written on plain texts and nothing of the codec's code: it cuts a batch wherever
 * the boundary occurs, as the real server does, and answers each request with a body that tells which one it belongs to.
 */
final class EchoServer {

    /** One request as the server saw it; the body is without the line break before the delimiter. */
    record Seen(String id, String requestLine, List<String> headers, String body) {}

    private static final String ENVELOPE = "\r\nContent-Type: application/x-arango-batchpart\r\nContent-Id: ";

    private EchoServer() {}

    static List<Seen> read(String boundary, String batch) {
        String delimiter = "--" + boundary;
        String[] pieces = batch.split(delimiter, -1);
        assertThat(pieces[0]).as("preamble").isEmpty();
        assertThat(pieces[pieces.length - 1]).as("end").isEqualTo("--\r\n");
        List<Seen> seen = new ArrayList<>();
        for (String piece : Arrays.copyOfRange(pieces, 1, pieces.length - 1)) {
            seen.add(readPart(piece));
        }
        return seen;
    }

    private static Seen readPart(String piece) {
        assertThat(piece).startsWith(ENVELOPE);
        int message = piece.indexOf("\r\n\r\n") + 4;
        String id = piece.substring(ENVELOPE.length(), message - 4);
        int body = piece.indexOf("\r\n\r\n", message) + 4;
        List<String> lines = List.of(piece.substring(message, body - 4).split("\r\n"));
        String text = piece.substring(body);
        if (!text.isEmpty()) {
            assertThat(text).endsWith("\r\n");
            text = text.substring(0, text.length() - 2);
        }
        return new Seen(id, lines.get(0), lines.subList(1, lines.size()), text);
    }

    /** The body that belongs to a request; none for HEAD. */
    static String bodyFor(Seen request) {
        return request.requestLine().startsWith("HEAD ")
                ? ""
                : "{\"id\":" + request.id() + ",\"request\":\"" + request.requestLine() + "\",\"body\":\""
                        + request.body() + "\"}";
    }

    static String answer(String boundary, List<Seen> requests, Random random) {
        List<Seen> order = new ArrayList<>(requests);
        if (random.nextInt(4) == 0) {
            Collections.shuffle(order, random);
        }
        String newLine = random.nextInt(4) == 0 ? "\n" : "\r\n";
        String blanks = random.nextInt(4) == 0 ? " " : "";
        StringBuilder answer = new StringBuilder();
        for (Seen request : order) {
            String body = bodyFor(request);
            String head = "--" + boundary + blanks + "\nContent-Type: application/x-arango-batchpart\nContent-Id: "
                    + request.id() + "\n\nHTTP/1.1 " + (200 + random.nextInt(3)) + " OK\nServer: \nContent-Length: "
                    + (random.nextInt(4) == 0 ? random.nextInt(400) : body.length()) + "\n\n";
            answer.append(head.replace("\n", newLine)).append(body).append(newLine);
        }
        return answer + "--" + boundary + "--" + (random.nextBoolean() ? "" : "\r\n" + boundary);
    }
}

package io.arangobatch.tck.benchmark.micro;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.arangobatch.internal.multipart.MultipartEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The batch that all benchmarks of this package are about: 1,000 inserts of 200 bytes, and its answer. */
final class Batch {

    static final int OPERATIONS = 1_000;

    private static final int CHUNK = 1 << 14;

    private Batch() {}

    /**
     * A document.
     *
     * @param student a name
     * @param number a number
     * @param enrolled a truth value
     * @param note a longer text
     */
    record Student(String student, int number, boolean enrolled, String note) {}

    static List<Student> documents() {
        List<Student> documents = new ArrayList<>();
        for (int i = 0; i < OPERATIONS; i++) {
            documents.add(new Student("Kris %06d".formatted(i), 1_000_000 + i, true, "abcdefghij ".repeat(12)));
        }
        return List.copyOf(documents);
    }

    static MultipartEncoder encoded(List<Student> documents, ObjectMapper mapper) {
        MultipartEncoder encoder = new MultipartEncoder(Long.MAX_VALUE);
        try {
            for (Student document : documents) {
                encoder.add(
                        "POST",
                        "/_db/_system/_api/document/students",
                        List.of(),
                        out -> mapper.writeValue(out, document));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a buffer cannot fail", e);
        }
        return encoder;
    }

    /** The answer as a 3.2.2 server writes it, in chunks of the size in which a transport brings it. */
    static List<ByteBuffer> answer(String boundary) {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= OPERATIONS; i++) {
            text.append(part(boundary, i));
        }
        byte[] bytes =
                text.append("--").append(boundary).append("--").toString().getBytes(StandardCharsets.US_ASCII);
        List<ByteBuffer> chunks = new ArrayList<>();
        for (int from = 0; from < bytes.length; from += CHUNK) {
            chunks.add(ByteBuffer.wrap(bytes, from, Math.min(CHUNK, bytes.length - from))
                    .slice());
        }
        return List.copyOf(chunks);
    }

    private static String part(String boundary, int id) {
        long key = 10_000_000L + id;
        String rev = "_VkA" + key;
        String body = "{\"_id\":\"students/%d\",\"_key\":\"%d\",\"_rev\":\"%s\"}".formatted(key, key, rev);
        return """
                --%s
                Content-Type: application/x-arango-batchpart
                Content-Id: %d

                HTTP/1.1 202 Accepted
                Server:\s
                Location: /_db/_system/_api/document/students/%d
                Etag: "%s"
                Connection:\s
                Content-Type: application/json; charset=utf-8
                Content-Length: %d

                %s
                """.formatted(boundary, id, key, rev, body.length(), body).replace("\n", "\r\n");
    }
}

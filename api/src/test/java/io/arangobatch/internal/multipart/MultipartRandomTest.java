package io.arangobatch.internal.multipart;

import static io.arangobatch.internal.multipart.Answers.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.arangobatch.ArangoProtocolException;
import io.arangobatch.internal.buffer.SegmentedBuffer;
import io.arangobatch.scripted.BodyBytes;
import io.arangobatch.spi.HttpHeader;
import io.arangobatch.spi.RequestBody;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Random batches and answers with fixed seeds; the number of a failing case is in its message, and the same in every run. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MultipartRandomTest {

    private static final int ROUND_TRIPS = 35_000;
    private static final int CHANGED_BYTES = 25_000;
    private static final int MUTATIONS = 40_000;

    /** Few, so that bodies and boundaries meet often. */
    private static final List<String> BOUNDARIES = List.of(
            "A".repeat(32), "A".repeat(31) + "B", "BA".repeat(16), "C".repeat(32), "0123456789abcdefghijABCDEFGHIJxy");

    private static final List<String> PIECES = List.of(
            "\r\n",
            "\n",
            "\r",
            "--",
            "-",
            "A",
            "AA",
            "x",
            "{}",
            "\r\n\r\n",
            "--" + "A".repeat(31),
            "\r\n--",
            "ä",
            "\0",
            "A".repeat(32),
            "Content-Id: 1\r\n",
            "HTTP/1.1 200 OK\r\n",
            "\r\n--" + "BA".repeat(15),
            "A".repeat(31) + "B");

    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD");

    @Test
    void everyAnswerComesBackUnderItsOwnRequest() throws IOException {
        for (int i = 0; i < ROUND_TRIPS; i++) {
            Random random = new Random(i);
            MultipartEncoder encoder = encoderWithMeetingBoundaries(random);
            List<String> expected = addRandomRequests(encoder, random);
            String boundary = encoder.boundary();

            List<EchoServer.Seen> seen = EchoServer.read(boundary, text(encoder.body(0, encoder.count())));

            assertThat(seen.stream().map(EchoServer.Seen::toString))
                    .as("case %d", i)
                    .containsExactlyElementsOf(expected);
            Decoded decoded = decode(boundary, seen.size(), EchoServer.answer(boundary, seen, random), random);
            assertThat(decoded.failure).as("case %d", i).isEmpty();
            assertThat(decoded.bodies).as("case %d", i).hasSameSizeAs(seen);
            decoded.bodies.forEach(
                    (position, body) -> assertThat(body).isEqualTo(EchoServer.bodyFor(seen.get(position))));
        }
    }

    @Test
    void aChangedByteNeverBringsAResultUnderAnotherRequest() {
        int failed = 0;
        for (int i = 0; i < CHANGED_BYTES; i++) {
            Random random = new Random(i);
            StringBuilder answer = new StringBuilder(randomAnswer(random));
            int at = random.nextInt(answer.length());
            if (!tellsAnId(answer, at)) {
                answer.setCharAt(
                        at,
                        random.nextBoolean() ? "0123\r\n-: A".charAt(random.nextInt(10)) : (char) random.nextInt(256));
            }

            Decoded decoded = decode(BOUNDARIES.get(0), 6, answer.toString(), random);

            for (Map.Entry<Integer, String> each : decoded.bodies.entrySet()) {
                String own = "{\"id\":" + (each.getKey() + 1) + ",";
                assertThat(each.getValue().startsWith(own) || !each.getValue().startsWith("{\"id\":"))
                        .as("case %d: %s begins with %s", i, each.getValue(), own)
                        .isTrue();
            }
            failed += decoded.failure.isEmpty() ? 0 : 1;
        }
        assertThat(failed).as("answers that were refused").isBetween(1_000, CHANGED_BYTES);
    }

    @Test
    void whatIsMadeOfABrokenAnswerIsWhatItSaysUpToTheFault() {
        int complete = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            Random random = new Random(i);
            String answer = mutated(randomAnswer(random), random);
            ReferenceDecoder.Result expected = ReferenceDecoder.decode(BOUNDARIES.get(0), answer);
            List<String> parts = new ArrayList<>();
            MultipartDecoder decoder = new MultipartDecoder(
                    BOUNDARIES.get(0), DecoderLimits.DEFAULT, (id, part) -> parts.add(Answers.show(id, part)));

            boolean accepted = feedAll(decoder, answer, random).isEmpty();

            assertThat(parts).as("case %d", i).isEqualTo(expected.parts());
            assertThat(accepted).as("case %d is complete", i).isEqualTo(expected.complete());
            complete += accepted ? 1 : 0;
        }
        assertThat(complete).as("answers that stayed whole").isBetween(MUTATIONS / 20, MUTATIONS * 19 / 20);
    }

    private static final class Decoded {
        final Map<Integer, String> bodies = new TreeMap<>();
        String failure = "";
    }

    private static Decoded decode(String boundary, int requests, String answer, Random random) {
        Decoded decoded = new Decoded();
        PartMatcher matcher = new PartMatcher(0, requests);
        MultipartDecoder decoder = new MultipartDecoder(
                boundary,
                DecoderLimits.DEFAULT,
                (id, part) -> decoded.bodies.put(
                        matcher.positionOf(id), HeadLines.text(part.bytes(), part.bodyFrom(), part.bytes().length)));
        decoded.failure = feedAll(decoder, answer, random);
        if (decoded.failure.isEmpty() && decoded.bodies.size() == requests) {
            matcher.end();
        }
        return decoded;
    }

    /** Returns the message of the decoder's exception; any other exception fails the test. */
    private static String feedAll(MultipartDecoder decoder, String answer, Random random) {
        byte[] bytes = bytes(answer);
        int largest = 1 << random.nextInt(11);
        boolean direct = random.nextInt(4) == 0;
        try {
            int from = 0;
            while (from < bytes.length) {
                int to = Math.min(bytes.length, from + 1 + random.nextInt(largest));
                ByteBuffer chunk = ByteBuffer.wrap(bytes, from, to - from);
                decoder.feed(direct ? chunk.asReadOnlyBuffer() : chunk);
                from = to;
            }
            decoder.end();
            return "";
        } catch (ArangoProtocolException e) {
            return String.valueOf(e.getMessage());
        } finally {
            assertThat(decoder.work()).isLessThan(50L * (bytes.length + 10));
        }
    }

    private static MultipartEncoder encoderWithMeetingBoundaries(Random random) {
        Supplier<String> source = random.nextInt(4) == 0
                ? Boundary::random
                : new Supplier<>() {
                    private int drawn;

                    @Override
                    public String get() {
                        // The sixth is in no body, so that the encoder does not give up.
                        return drawn < BOUNDARIES.size() ? BOUNDARIES.get(drawn++) : "Z".repeat(32);
                    }
                };
        return new MultipartEncoder(new SegmentedBuffer(), source);
    }

    private static List<String> addRandomRequests(MultipartEncoder encoder, Random random) throws IOException {
        List<String> expected = new ArrayList<>();
        int requests = 1 + random.nextInt(5);
        while (expected.size() < requests) {
            String method = METHODS.get(random.nextInt(METHODS.size()));
            String target = "/r/" + random.nextInt(1_000);
            String value = random.nextInt(8) == 0 ? BOUNDARIES.get(random.nextInt(5)) : "v" + random.nextInt(10);
            String body = random.nextInt(3) == 0 ? "" : randomText(random);
            if (random.nextInt(6) == 0) {
                addBroken(encoder);
            }
            encoder.add(method, target, List.of(new HttpHeader("X-Value", value)), out -> out.write(bytes(body)));
            expected.add(new EchoServer.Seen(
                            Integer.toString(expected.size() + 1),
                            method + " " + target + " HTTP/1.1",
                            List.of("X-Value: " + value),
                            body)
                    .toString());
        }
        return expected;
    }

    private static void addBroken(MultipartEncoder encoder) {
        int count = encoder.count();
        long size = encoder.size();
        IOException failure = new IOException("cannot be encoded");
        try {
            encoder.add("POST", "/broken", List.of(), out -> {
                out.write(new byte[3_000]);
                throw failure;
            });
        } catch (IOException e) {
            assertThat(e).isSameAs(failure);
        }
        assertThat(encoder.count()).isEqualTo(count);
        assertThat(encoder.size()).isEqualTo(size);
    }

    private static String randomText(Random random) {
        StringBuilder text = new StringBuilder();
        int pieces = random.nextInt(random.nextInt(10) == 0 ? 400 : 8);
        for (int i = 0; i < pieces; i++) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    private static String randomAnswer(Random random) {
        List<EchoServer.Seen> requests = new ArrayList<>();
        int count = 1 + random.nextInt(6);
        for (int id = 1; id <= count; id++) {
            String method = METHODS.get(random.nextInt(METHODS.size()));
            String body = "x".repeat(random.nextInt(40)) + "\r\n--" + "A".repeat(random.nextInt(32));
            requests.add(new EchoServer.Seen(Integer.toString(id), method + " /", List.of(), body));
        }
        return EchoServer.answer(BOUNDARIES.get(0), requests, random);
    }

    /** Whether a change there would make the answer say, truthfully for all that can be seen, another id. */
    private static boolean tellsAnId(CharSequence answer, int at) {
        String text = answer.toString();
        int from = text.lastIndexOf('\n', at - 1) + 1;
        return text.startsWith("Content-Id", from) || text.startsWith("{\"id\":", from);
    }

    private static String mutated(String answer, Random random) {
        String text = answer;
        for (int i = random.nextInt(4); i >= 0; i--) {
            text = mutatedOnce(text, random);
        }
        return text;
    }

    private static String mutatedOnce(String text, Random random) {
        int a = random.nextInt(text.length() + 1);
        int b = random.nextInt(text.length() + 1);
        int from = Math.min(a, b);
        int to = random.nextBoolean() ? Math.max(a, b) : Math.min(text.length(), from + random.nextInt(4));
        return switch (random.nextInt(8)) {
            case 0 -> text.substring(0, from) + (char) random.nextInt(256) + text.substring(from);
            case 1 -> text.substring(0, from) + text.substring(to);
            case 2 -> text.substring(0, to) + text.substring(from);
            case 3 -> random.nextInt(4) == 0 ? text.substring(0, to) : text.replaceFirst("\r\n", "\n");
            case 4 -> text.substring(0, from) + text.substring(from, to).replace("\r\n", "\n") + text.substring(to);
            case 5 -> text.substring(0, from) + PIECES.get(random.nextInt(PIECES.size())) + text.substring(from);
            case 6 -> text.substring(0, from) + text.substring(from, to).replace('2', '1') + text.substring(to);
            default -> text.substring(0, from) + text.substring(from, to).replace(":", ": ") + text.substring(to);
        };
    }

    private static String text(RequestBody body) {
        return new String(BodyBytes.of(body), StandardCharsets.ISO_8859_1);
    }
}

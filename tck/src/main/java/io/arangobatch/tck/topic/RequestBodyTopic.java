package io.arangobatch.tck.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.arangobatch.spi.RequestBody;
import io.arangobatch.tck.TckTest;
import io.arangobatch.tck.bench.Bench;
import io.arangobatch.tck.bench.Bodies;
import io.arangobatch.tck.bench.Http;
import io.arangobatch.tck.bench.Request;
import io.arangobatch.tck.server.scripted.ReceivedRequest;
import io.arangobatch.tck.server.scripted.Script;
import io.arangobatch.tck.server.scripted.ScriptedServer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** The body of a request, whatever buffers it comes in. */
public abstract class RequestBodyTopic {

    private static final int LARGE = 64;
    private static final int HUGE = 256;

    @TckTest(
            id = "body.bytes-untouched",
            contract = "Every byte value arrives as it is given.",
            check = "Whether the body passes through a character set or a line-ending conversion.")
    void bytesUntouched(Bench bench) {
        byte[] bytes = new byte[1_024];
        IntStream.range(0, bytes.length).forEach(index -> bytes[index] = (byte) index);
        assertArrives(bench, RequestBody.of(bytes), bytes);
    }

    @TckTest(
            id = "body.looks-like-http",
            contract = "A body that looks like HTTP or multipart is only bytes.",
            check = "Whether anything between the driver and the socket looks into the body.")
    void looksLikeHttp(Bench bench) {
        byte[] bytes =
                "\r\n\r\n--XXX--\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        assertArrives(bench, RequestBody.of(bytes), bytes);
    }

    @TckTest(
            id = "body.sizes",
            contract = "Bodies of every size around common buffer sizes arrive whole.",
            check = "What happens at the edges of the buffers between transport and socket.")
    void sizes(Bench bench) {
        ScriptedServer server = bench.server(Script.answering(Http.OK));
        List<Integer> sizes = List.of(1, 2, 1_023, 1_024, 8_191, 8_192, 8_193, 65_535, 65_536, 65_537, 1_000_003);
        for (int size : sizes) {
            bench.exchange(post(bench, server, RequestBody.of(slice(0, size)))).answer();
        }
        assertThat(server.requests().stream()
                        .map(request -> request.body().length)
                        .toList())
                .as("sizes of the bodies that arrived")
                .isEqualTo(sizes);
    }

    @TckTest(
            id = "body.large",
            contract = "A body of 64 MiB arrives whole.",
            check = "Whether partial writes go on where they stopped, and whether a limit is set on requests.")
    void large(Bench bench) {
        AtomicLong checksum = new AtomicLong();
        ScriptedServer server = bench.server(connection -> {
            checksum.set(connection.drain(connection.readHead().contentLength()));
            connection.send(Http.OK);
            connection.awaitClientEnd();
        });
        bench.exchange(post(bench, server, Bodies.mebibytes(LARGE))).answer();
        assertThat(checksum.get()).as("CRC-32 of the body that arrived").isEqualTo(Bodies.checksum(LARGE));
    }

    @TckTest(
            id = "body.not-gathered",
            contract = "The buffers of a body are taken as the socket takes them, not all at once.",
            check = "Whether the body is copied into one array or queued in full before it is written.")
    void notGathered(Bench bench) {
        ScriptedServer server = bench.server(connection -> {
            connection.readHead();
            connection.stall();
        });
        Bodies.Counting body = Bodies.counting(HUGE);
        bench.exchange(post(bench, server, body).totalTimeout(bench.brief().multipliedBy(2)))
                .failure();
        assertThat(body.taken())
                .as("buffers of 1 MiB taken while the server reads nothing")
                .isLessThan(HUGE / 2);
    }

    @TckTest(
            id = "body.many-small-buffers",
            contract = "A body of 10,000 buffers of one byte arrives whole.",
            check = "Limits on gathering writes: the system takes 1,024 buffers at a time.")
    void manySmallBuffers(Bench bench) {
        byte[] bytes = slice(0, 10_000);
        List<ByteBuffer> buffers = IntStream.range(0, bytes.length)
                .mapToObj(index -> ByteBuffer.wrap(bytes, index, 1))
                .toList();
        assertArrives(bench, RequestBody.of(buffers), bytes);
    }

    @TckTest(
            id = "body.direct-buffer",
            contract = "A direct buffer arrives as an array would.",
            check = "Whether ByteBuffer.array() is called without asking hasArray().")
    void directBuffer(Bench bench) {
        byte[] bytes = slice(0, 100_000);
        ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
        assertArrives(bench, RequestBody.of(List.of(direct)), bytes);
    }

    @TckTest(
            id = "body.read-only-buffer",
            contract = "A read-only buffer arrives as a writable one would.",
            check = "Whether ByteBuffer.array() is called: it throws for read-only buffers.")
    void readOnlyBuffer(Bench bench) {
        byte[] bytes = slice(7, 50_000);
        ByteBuffer readOnly = ByteBuffer.wrap(bytes).asReadOnlyBuffer();
        assertArrives(bench, bodyOver(List.of(readOnly)), bytes);
    }

    @TckTest(
            id = "body.array-with-offset",
            contract = "Of a writable buffer over part of an array, only what remains is sent.",
            check = "Whether array() is used without arrayOffset(), position() and limit().")
    void arrayWithOffset(Bench bench) {
        ByteBuffer middle = ByteBuffer.wrap(Bodies.mebibyte(), 1_000, 5_000)
                .slice()
                .position(100)
                .limit(4_100);
        assertArrives(bench, bodyOver(List.of(middle)), slice(1_100, 4_000));
    }

    @TckTest(
            id = "body.empty-buffers",
            contract = "Empty buffers between others do not end the body.",
            check = "Whether a buffer without bytes is taken for the end, or makes a write loop forever.")
    void emptyBuffers(Bench bench) {
        ByteBuffer empty = ByteBuffer.allocate(0);
        List<ByteBuffer> buffers =
                List.of(empty, ByteBuffer.wrap(slice(0, 10)), empty, empty, ByteBuffer.wrap(slice(10, 10)), empty);
        assertArrives(bench, RequestBody.of(buffers), slice(0, 20));
    }

    @TckTest(
            id = "body.read-again",
            contract = "One request can be sent twice, and arrives whole each time.",
            check =
                    "Whether buffers are kept from one exchange to the next instead of asking RequestBody.buffers() again.")
    void readAgain(Bench bench) {
        ScriptedServer server = bench.server(Script.answering(Http.OK));
        Request request = post(bench, server, RequestBody.of(List.of(ByteBuffer.wrap(slice(0, 3_000)))));
        bench.exchange(request).answer();
        bench.exchange(request).answer();
        assertThat(server.requests())
                .as("requests that arrived")
                .hasSize(2)
                .allSatisfy(arrived -> assertThat(arrived.body()).isEqualTo(slice(0, 3_000)));
    }

    @TckTest(
            id = "body.not-changed",
            contract = "A transport does not write into the buffers of a body.",
            check = "Whether buffers are compacted, padded or reused for reading.")
    void notChanged(Bench bench) {
        byte[] bytes = slice(3, 20_000);
        assertArrives(bench, bodyOver(List.of(ByteBuffer.wrap(bytes))), slice(3, 20_000));
        assertThat(bytes).as("the caller's array after the exchange").isEqualTo(slice(3, 20_000));
    }

    private static void assertArrives(Bench bench, RequestBody body, byte[] expected) {
        ScriptedServer server = bench.server(Script.answering(Http.OK));
        bench.exchange(post(bench, server, body)).answer();
        ReceivedRequest request = server.requests().get(0);
        assertThat(request.contentLength()).as("Content-Length").isEqualTo(expected.length);
        assertThat(request.body()).as("body that arrived").isEqualTo(expected);
    }

    private static Request post(Bench bench, ScriptedServer server, RequestBody body) {
        return bench.request(server).method("POST").body(body);
    }

    /** A body that hands out the given buffers as they are, where {@link RequestBody#of} makes them read-only. */
    private static RequestBody bodyOver(List<ByteBuffer> buffers) {
        return new RequestBody() {
            @Override
            public long length() {
                return buffers.stream().mapToLong(ByteBuffer::remaining).sum();
            }

            @Override
            public Iterator<ByteBuffer> buffers() {
                return new ArrayList<>(buffers)
                        .stream().map(ByteBuffer::duplicate).iterator();
            }
        };
    }

    private static byte[] slice(int from, int length) {
        return Arrays.copyOfRange(Bodies.mebibyte(), from, from + length);
    }
}

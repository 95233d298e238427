package io.arangobatch.internal.exchange;

import io.arangobatch.spi.Endpoint;
import io.arangobatch.spi.ResponseFlow;
import io.arangobatch.spi.ResponseHead;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Gathers one whole answer. */
public final class Answer implements AnswerSink {

    private static final byte[] NOTHING = {};

    private @Nullable Endpoint origin;
    private @Nullable ResponseHead head;
    private byte[] body = NOTHING;
    private int length;

    /** Makes an answer that is to be filled. */
    public Answer() {}

    @Override
    public void onHead(Endpoint from, ResponseHead arrived, ResponseFlow flow) {
        origin = from;
        head = arrived;
        // What a server announces is a hint, not a reason to allocate: the body has to arrive first.
        int announced = arrived.header("Content-Length").map(Answer::size).orElse(0);
        body = announced == 0 ? NOTHING : new byte[Math.min(announced, 64 * 1024)];
    }

    private static int size(String header) {
        return header.length() < 10 && header.chars().allMatch(c -> c >= '0' && c <= '9') && !header.isEmpty()
                ? Integer.parseInt(header)
                : 0;
    }

    @Override
    public void onBody(ByteBuffer chunk) {
        int more = chunk.remaining();
        if (body.length - length < more) {
            body = Arrays.copyOf(body, Math.max(length + more, (int) Math.min(body.length * 2L, 1 << 30)));
        }
        chunk.get(body, length, more);
        length += more;
    }

    /**
     * Returns status and headers.
     *
     * @return the head
     * @throws IllegalStateException if no answer has arrived
     */
    public ResponseHead head() {
        return arrived(head);
    }

    /**
     * Returns which server answered.
     *
     * @return the server
     * @throws IllegalStateException if no answer has arrived
     */
    public Endpoint origin() {
        return arrived(origin);
    }

    private static <T> T arrived(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("the exchange ended well without an answer");
        }
        return part;
    }

    /**
     * Returns how much has arrived.
     *
     * @return the length of the body in bytes
     */
    public int length() {
        return length;
    }

    /**
     * Returns the body.
     *
     * @return the bytes that have arrived, exactly as many
     */
    public byte[] body() {
        return body.length == length ? body : Arrays.copyOf(body, length);
    }
}

package io.arangobatch.spi;

import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

/**
 * The bytes of a request, of known length, readable more than once.
 *
 * <p>A transport writes the buffers in order and in full, without gathering them first, and always announces {@link #length()}
 * as {@code Content-Length}: ArangoDB refuses chunked requests.
 */
public interface RequestBody {

    /**
     * Returns the number of bytes of the body.
     *
     * @return the sum of what the buffers of {@link #buffers()} have remaining; 0 for no body
     */
    long length();

    /**
     * Returns the bytes from the start. Each call gives an independent iterator over buffers of its own position, which the
     * transport may advance. Buffers are read-only for the transport and stay unchanged until the exchange has ended.
     *
     * @return the buffers in order; none if the body is empty
     */
    Iterator<ByteBuffer> buffers();

    /**
     * Returns the body of a request that has none.
     *
     * @return a body of length 0
     */
    static RequestBody empty() {
        return of(List.of());
    }

    /**
     * Returns a body over buffers that already exist. The bytes are not copied, so they must not change afterwards.
     *
     * @param buffers the buffers in order; what each has remaining counts
     * @return a body that can be read any number of times
     */
    static RequestBody of(List<ByteBuffer> buffers) {
        List<ByteBuffer> kept = List.copyOf(Objects.requireNonNull(buffers, "buffers"));
        long length = kept.stream().mapToLong(ByteBuffer::remaining).sum();
        return new RequestBody() {
            @Override
            public long length() {
                return length;
            }

            @Override
            public Iterator<ByteBuffer> buffers() {
                return kept.stream().map(ByteBuffer::asReadOnlyBuffer).iterator();
            }
        };
    }

    /**
     * Returns a body over one array. The bytes are not copied, so they must not change afterwards.
     *
     * @param bytes the whole body
     * @return a body that can be read any number of times
     */
    static RequestBody of(byte[] bytes) {
        return of(List.of(ByteBuffer.wrap(Objects.requireNonNull(bytes, "bytes"))));
    }
}

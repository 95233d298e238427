package io.arangobatch.internal.buffer;

import io.arangobatch.spi.RequestBody;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/** A body in pieces. Those in memory are there already; those in a file are read when it is their turn, and again for each reader. */
public final class StoredBody implements RequestBody {

    private final List<Iterable<ByteBuffer>> pieces;
    private final long length;

    StoredBody(List<Iterable<ByteBuffer>> pieces, long length) {
        this.pieces = List.copyOf(pieces);
        this.length = length;
    }

    /** The bytes of an array, seen anew by each reader. */
    static Iterable<ByteBuffer> inMemory(byte[] bytes, int from, int length) {
        return () -> Collections.singleton(ByteBuffer.wrap(bytes, from, length).asReadOnlyBuffer())
                .iterator();
    }

    /**
     * Returns this body with more behind it.
     *
     * @param end the bytes, not copied
     * @return the longer body
     */
    public StoredBody with(byte[] end) {
        List<Iterable<ByteBuffer>> more = new ArrayList<>(pieces);
        more.add(inMemory(end, 0, end.length));
        return new StoredBody(more, length + end.length);
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public Iterator<ByteBuffer> buffers() {
        return new Iterator<>() {
            private final Iterator<Iterable<ByteBuffer>> rest = pieces.iterator();
            private Iterator<ByteBuffer> current = Collections.emptyIterator();

            @Override
            public boolean hasNext() {
                // No piece is empty.
                return current.hasNext() || rest.hasNext();
            }

            @Override
            public ByteBuffer next() {
                if (!current.hasNext()) {
                    current = rest.next().iterator();
                }
                return current.next();
            }
        };
    }
}

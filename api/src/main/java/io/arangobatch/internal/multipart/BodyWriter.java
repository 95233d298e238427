package io.arangobatch.internal.multipart;

import java.io.IOException;
import java.io.OutputStream;

/** Writes the body of one request straight into the batch, so that a document is encoded once and copied never. */
@FunctionalInterface
public interface BodyWriter {

    /** The body of a request that has none. */
    BodyWriter NONE = out -> {};

    /**
     * Writes the whole body; writing nothing means that there is none. The stream must not be used afterwards. Closing it has no effect.
     *
     * @param out where to write
     * @throws IOException if the body cannot be encoded; the part is then taken back
     */
    void writeTo(OutputStream out) throws IOException;
}

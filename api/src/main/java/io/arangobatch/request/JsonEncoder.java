package io.arangobatch.request;

import java.io.IOException;
import java.io.OutputStream;

/** Writes values as JSON. Whether it may be used by several threads at once is for each implementation to say. */
@FunctionalInterface
public interface JsonEncoder {

    /**
     * Writes one value.
     *
     * @param value the value; never {@link RawJson}, whose bytes are sent as they are
     * @param out where to, in UTF-8; it is not closed
     * @throws IOException if the value cannot be encoded, or {@code out} throws it
     */
    void encode(Object value, OutputStream out) throws IOException;
}

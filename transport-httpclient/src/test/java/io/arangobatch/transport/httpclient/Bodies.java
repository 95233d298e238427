package io.arangobatch.transport.httpclient;

import io.arangobatch.spi.RequestBody;
import java.nio.ByteBuffer;
import java.util.Collections;

/** Large bodies that take little memory. */
final class Bodies {

    private Bodies() {}

    static RequestBody mebibytes(int count) {
        return RequestBody.of(Collections.nCopies(count, ByteBuffer.allocate(1024 * 1024)));
    }
}

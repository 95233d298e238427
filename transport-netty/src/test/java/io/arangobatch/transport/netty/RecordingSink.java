package io.arangobatch.transport.netty;

import io.arangobatch.spi.ResponseFlow;
import io.arangobatch.spi.ResponseHead;
import io.arangobatch.spi.ResponseSink;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what arrives. Subclasses add what a test wants to happen then. */
class RecordingSink implements ResponseSink {

    final List<ResponseHead> heads = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    volatile ResponseFlow flow;
    volatile int calls;

    @Override
    public void onHead(ResponseHead head, ResponseFlow given) {
        flow = given;
        heads.add(head);
        calls = calls + 1;
    }

    @Override
    public void onBody(ByteBuffer chunk) {
        if (!chunk.isReadOnly()) {
            throw new AssertionError("the chunk is writable");
        }
        byte[] bytes = new byte[chunk.remaining()];
        chunk.get(bytes);
        synchronized (body) {
            body.writeBytes(bytes);
        }
        calls = calls + 1;
    }

    int status() {
        return heads.get(0).status();
    }

    String body() {
        synchronized (body) {
            return body.toString(StandardCharsets.ISO_8859_1);
        }
    }
}

package io.arangobatch.scripted;

import static org.assertj.core.api.Assertions.assertThat;

import io.arangobatch.spi.RequestBody;
import java.io.ByteArrayOutputStream;

/** What a transport would send as the body of a request. */
public final class BodyBytes {

    private BodyBytes() {}

    /** The bytes of a body, as many as it announces. */
    public static byte[] of(RequestBody body) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        body.buffers().forEachRemaining(buffer -> {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            all.writeBytes(bytes);
        });
        assertThat(all.size()).as("length of the body").isEqualTo((int) body.length());
        return all.toByteArray();
    }
}

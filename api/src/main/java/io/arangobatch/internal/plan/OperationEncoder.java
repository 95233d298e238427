package io.arangobatch.internal.plan;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.arangobatch.internal.json.ValueEncoder;
import io.arangobatch.request.ArangoRequest;
import java.io.IOException;
import java.util.Arrays;

/** Encodes operations before it is known which others they travel with. Belongs to one thread at a time. */
public final class OperationEncoder implements AutoCloseable {

    private final ValueEncoder values;
    private final DocumentReader reader = new DocumentReader();
    private final Scratch scratch = new Scratch();

    /**
     * Creates an encoder.
     *
     * @param mapper encodes the documents
     */
    public OperationEncoder(ObjectMapper mapper) {
        this.values = new ValueEncoder(mapper);
    }

    /**
     * Encodes a request.
     *
     * @param request the request
     * @param mostBytes how large the body may be
     * @return the request with its body
     * @throws IOException if the body cannot be encoded
     */
    public EncodedOperation encode(ArangoRequest<?> request, long mostBytes) throws IOException {
        scratch.clear(mostBytes);
        request.writeBody(new NulRefusingStream(scratch, request), values);
        return new EncodedOperation(request, Arrays.copyOf(scratch.bytes(), scratch.length()), reader);
    }

    /** Gives memory back; more may be encoded nevertheless. */
    @Override
    public void close() {
        values.close();
    }
}

package io.arangobatch.internal.plan;

import io.arangobatch.request.ArangoRequest;
import io.arangobatch.request.DocumentOperation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request with its encoded body, before it is known which others it travels with. */
public final class EncodedOperation {

    private final ArangoRequest<?> request;
    private final byte[] body;
    private final AddressedDocument document;
    private final @Nullable Element element;

    /**
     * Takes a request with its body.
     *
     * @param body the encoded body, which belongs to this
     * @param reader reads it through
     */
    EncodedOperation(ArangoRequest<?> request, byte[] body, DocumentReader reader) {
        this.request = request;
        this.body = body;
        this.document = AddressedDocument.of(request, body, reader);
        this.element = request.operation()
                .map(operation -> Element.of(operation, body, body.length, reader))
                .orElse(null);
    }

    /**
     * Returns what the request is about.
     *
     * @return its document, if it is one
     */
    public AddressedDocument document() {
        return document;
    }

    /**
     * Returns how many bytes the body has.
     *
     * @return their number
     */
    public int length() {
        return body.length;
    }

    /**
     * Returns what those have in common that can travel together.
     *
     * @return a text that is equal for them; for a request that travels alone, one that no operation has
     */
    public String kind() {
        Optional<DocumentOperation> operation = request.operation();
        return operation.isPresent() && element != null
                ? operation.get().kind() + " " + operation.get().path()
                        + operation.get().query()
                : "alone";
    }

    ArangoRequest<?> request() {
        return request;
    }

    byte[] body() {
        return body;
    }

    @Nullable
    Element element() {
        return element;
    }
}

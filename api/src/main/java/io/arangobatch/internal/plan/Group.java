package io.arangobatch.internal.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Operations that will travel as one request, or a single one that travels alone. */
public final class Group {

    private final List<EncodedOperation> operations = new ArrayList<>();
    private final Set<AddressedDocument> documents = new HashSet<>();
    private long bytes;

    /**
     * Begins a group.
     *
     * @param first its first operation
     */
    public Group(EncodedOperation first) {
        add(first);
    }

    /**
     * Tells whether an operation may join.
     *
     * @param next an operation of the same kind
     * @param mostDocuments how many operations may travel together
     * @return whether there is room for it
     */
    public boolean takes(EncodedOperation next, int mostDocuments) {
        return next.element() != null && operations.size() < mostDocuments && bytes + next.length() <= Run.MOST_BYTES;
    }

    /**
     * Adds an operation.
     *
     * @param operation one that the group takes
     */
    public void add(EncodedOperation operation) {
        operations.add(operation);
        bytes += operation.length();
        if (!operation.document().key().isEmpty()) {
            documents.add(operation.document());
        }
    }

    /**
     * Tells whether an operation on a document is in the group.
     *
     * @param document the document
     * @return whether it is, or whether that cannot be told
     */
    public boolean holds(AddressedDocument document) {
        return documents.contains(document);
    }

    List<EncodedOperation> operations() {
        return operations;
    }
}

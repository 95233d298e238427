package io.arangobatch.internal.plan;

import io.arangobatch.internal.multipart.MultipartEncoder;
import io.arangobatch.request.DocumentOperation;
import io.arangobatch.request.DocumentOperation.Kind;
import java.io.IOException;
import java.util.List;

/**
 * The last wire request while it may still take more operations of its kind. It begins as the single request that it is if nothing follows, and becomes a request
 * for many when the second operation comes.
 */
final class Run {

    /** A request for many stays below this size, so that neither side holds large arrays. */
    static final long MOST_BYTES = 4 << 20;

    /** The answers that bring documents along are as large as those are, which nobody knows beforehand; an answer is held in one piece. */
    private static final int MOST_WITH_DOCUMENTS = 100;

    private static final byte[] OPEN = {'['};
    private static final byte[] COMMA = {','};
    private static final byte[] CLOSE = {']'};

    private final DocumentOperation first;
    private final boolean silent;
    private int count = 1;
    private long bytes;

    /**
     * Begins with one operation that has been added as a single request.
     *
     * @param first the operation
     * @param length the size of its element
     * @param silent whether nobody wants to know more than how many failed
     */
    Run(DocumentOperation first, int length, boolean silent) {
        this.first = first;
        this.bytes = length;
        this.silent = silent;
    }

    boolean takes(DocumentOperation next, Element element, int mostDocuments) {
        return first.kind() == next.kind()
                && count < Math.min(mostDocuments, bringsDocuments() ? MOST_WITH_DOCUMENTS : mostDocuments)
                && bytes + element.length() <= MOST_BYTES
                && first.path().equals(next.path())
                && first.query().equals(next.query());
    }

    private boolean bringsDocuments() {
        return first.kind() == Kind.READ
                || first.query().contains("returnNew=true")
                || first.query().contains("returnOld=true");
    }

    void append(Element element, MultipartEncoder encoder, DocumentReader reader) throws IOException {
        if (count == 1) {
            becomeMany(element, encoder, reader);
        } else {
            encoder.extendLast(CLOSE.length, COMMA.length + element.length() + CLOSE.length, out -> {
                out.write(COMMA);
                element.writeTo(out);
                out.write(CLOSE);
            });
        }
        count++;
        bytes += element.length();
    }

    private void becomeMany(Element second, MultipartEncoder encoder, DocumentReader reader) throws IOException {
        byte[] document = encoder.lastBody();
        Element element = Element.of(first, document, document.length, reader);
        if (element == null) {
            throw new IllegalStateException("an operation that began a run has no element: " + first.kind());
        }
        encoder.replaceLast(method(), first.path() + query(), List.of(), out -> {
            out.write(OPEN);
            element.writeTo(out);
            out.write(COMMA);
            second.writeTo(out);
            out.write(CLOSE);
        });
    }

    private String method() {
        return switch (first.kind()) {
            case INSERT -> "POST";
            case REPLACE, READ -> "PUT";
            case UPDATE -> "PATCH";
            case REMOVE -> "DELETE";
        };
    }

    /** Failures of writes are counted in a header; of removals only the elements tell, so they must come. */
    private String query() {
        if (first.kind() == Kind.READ) {
            return with("onlyget=true");
        }
        boolean quiet = silent && first.kind() != Kind.REMOVE && !first.query().contains("silent=");
        return quiet ? with("silent=true") : first.query();
    }

    private String with(String parameter) {
        return first.query().isEmpty() ? "?" + parameter : first.query() + "&" + parameter;
    }
}

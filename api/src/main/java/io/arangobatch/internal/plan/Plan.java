package io.arangobatch.internal.plan;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.arangobatch.internal.buffer.SegmentedBuffer;
import io.arangobatch.internal.json.ValueEncoder;
import io.arangobatch.internal.multipart.BodyWriter;
import io.arangobatch.internal.multipart.MultipartEncoder;
import io.arangobatch.request.ArangoRequest;
import io.arangobatch.request.DocumentOperation;
import io.arangobatch.spi.HttpHeader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The wire requests of a session, encoded as its requests come. Neighbouring operations on single documents that are equal but for document and key are put into
 * one request for many, which is less work for a server.
 */
public final class Plan {

    private final MultipartEncoder encoder;
    private final long maxBytes;
    private final int mostDocuments;
    private final boolean returnResults;
    private final ValueEncoder values;
    private final JobMap map = new JobMap();
    private final Scratch scratch = new Scratch();
    private final DocumentReader reader = new DocumentReader();
    private @Nullable Run open;

    /**
     * Begins with nothing, and keeps everything in memory.
     *
     * @param maxBytes how large all requests together may become
     * @param mostDocuments how many documents one request may carry; 1 where every request travels by itself
     * @param returnResults whether each job wants its answer, or only the failures are counted
     * @param mapper encodes the documents
     */
    public Plan(long maxBytes, int mostDocuments, boolean returnResults, ObjectMapper mapper) {
        this(new SegmentedBuffer(), maxBytes, mostDocuments, returnResults, mapper);
    }

    /**
     * Begins with nothing, over a buffer that may continue in a file.
     *
     * @param buffer an empty buffer, which belongs to the plan from now on
     * @param maxBytes how large all requests together may become
     * @param mostDocuments how many documents one request may carry; 1 where every request travels by itself
     * @param returnResults whether each job wants its answer, or only the failures are counted
     * @param mapper encodes the documents
     */
    public Plan(SegmentedBuffer buffer, long maxBytes, int mostDocuments, boolean returnResults, ObjectMapper mapper) {
        this.encoder = new MultipartEncoder(buffer, maxBytes);
        this.maxBytes = maxBytes;
        this.mostDocuments = mostDocuments;
        this.returnResults = returnResults;
        this.values = new ValueEncoder(mapper);
    }

    /**
     * Adds a request, or throws and leaves everything as it was.
     *
     * @param request what to do
     * @throws IOException if its body cannot be encoded
     * @throws io.arangobatch.internal.buffer.BufferLimitException if it does not fit
     */
    public void add(ArangoRequest<?> request) throws IOException {
        Optional<DocumentOperation> operation = request.operation().filter(this::mayTravelWithOthers);
        if (operation.isPresent()) {
            addOperation(request, operation.get());
        } else {
            addSingle(request, out -> request.writeBody(new NulRefusingStream(out, request), values));
            open = null;
        }
    }

    /**
     * Adds operations that were gathered elsewhere.
     *
     * @param group the operations
     * @throws IOException if they cannot be written
     */
    public void add(Group group) throws IOException {
        open = null;
        for (EncodedOperation operation : group.operations()) {
            Element element = operation.element();
            Optional<DocumentOperation> what = operation.request().operation().filter(this::mayTravelWithOthers);
            add(operation.request(), operation.body(), operation.length(), what, what.isPresent() ? element : null);
        }
        open = null;
    }

    /**
     * Silent answers leave out some elements, so that nobody could tell whose answer is whose; those to removals do not even tell how many failed.
     */
    private boolean mayTravelWithOthers(DocumentOperation operation) {
        boolean silent = operation.query().contains("silent=true");
        return mostDocuments > 1 && !(silent && (returnResults || operation.kind() == DocumentOperation.Kind.REMOVE));
    }

    private void addOperation(ArangoRequest<?> request, DocumentOperation operation) throws IOException {
        scratch.clear(maxBytes);
        request.writeBody(scratch, values);
        Element element = Element.of(operation, scratch.bytes(), scratch.length(), reader);
        add(request, scratch.bytes(), scratch.length(), Optional.of(operation), element);
    }

    private void add(
            ArangoRequest<?> request,
            byte[] body,
            int length,
            Optional<DocumentOperation> operation,
            @Nullable Element element)
            throws IOException {
        BodyWriter alone = out -> new NulRefusingStream(out, request).write(body, 0, length);
        if (element == null || operation.isEmpty()) {
            addSingle(request, alone);
            open = null;
            return;
        }
        Run run = open;
        if (run != null && run.takes(operation.get(), element, mostDocuments)) {
            run.append(element, encoder, reader);
            map.join();
        } else {
            addSingle(request, alone);
            open = new Run(operation.get(), element.length(), !returnResults);
        }
    }

    private void addSingle(ArangoRequest<?> request, BodyWriter body) throws IOException {
        encoder.add(request.method(), request.target(), headers(request), body);
        map.add();
    }

    private static List<HttpHeader> headers(ArangoRequest<?> request) {
        if (request.contentType().isEmpty()) {
            return request.headers();
        }
        List<HttpHeader> headers = new ArrayList<>(request.headers());
        headers.add(new HttpHeader("Content-Type", request.contentType().get()));
        return headers;
    }

    /** Takes no more into the last wire request: it is about to be sent. Requests that are added nevertheless begin another one. */
    public void close() {
        open = null;
        values.close();
    }

    /**
     * Returns the wire requests.
     *
     * @return their encoder
     */
    public MultipartEncoder encoder() {
        return encoder;
    }

    /**
     * Returns how many jobs there are.
     *
     * @return the number of requests added
     */
    public int jobs() {
        return map.jobs();
    }

    /**
     * Returns how many wire requests carry them.
     *
     * @return the number of wire requests
     */
    public int wires() {
        return map.wires();
    }

    /**
     * Tells whether each wire request carries one job.
     *
     * @return whether nothing was put together
     */
    public boolean oneEach() {
        return map.oneEach();
    }

    /**
     * Returns which jobs a wire request carries: those from here to the first one of the next.
     *
     * @param wire the position of the wire request, up to their number
     * @return the position of its first job
     */
    public int firstJob(int wire) {
        return map.firstJob(wire);
    }
}

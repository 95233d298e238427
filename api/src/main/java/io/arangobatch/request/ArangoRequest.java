package io.arangobatch.request;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.arangobatch.ArangoRequestException;
import io.arangobatch.internal.json.ValueEncoder;
import io.arangobatch.internal.text.Names;
import io.arangobatch.internal.text.PercentEncoding;
import io.arangobatch.spi.HttpHeader;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * One request to the server as a value: what to send, and how to read the answer. {@link io.arangobatch.Connection#execute} runs it now,
 * {@link io.arangobatch.BatchSession#add} with a commit.
 *
 * <p>The factories of this package make the known ones; {@link #of} makes any other. Immutable and thread-safe, as far as the document that it
 * carries is: that is encoded when the request is run or queued, not before. Each setter returns a changed copy.
 *
 * @param <T> what the request returns
 */
public final class ArangoRequest<T> {

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    /** What the driver, the transport or the batch decides; set by a request it would break the exchange or be ignored. */
    private static final Set<String> RESERVED_HEADERS = Set.of(
            "host",
            "content-length",
            "content-type",
            "transfer-encoding",
            "connection",
            "authorization",
            "accept-encoding",
            "expect");

    private final String method;
    private final String target;
    private final List<HttpHeader> headers;
    private final Body body;
    private final boolean repeatable;
    private final ResponseDecoder<T> decoder;
    private final Optional<DocumentOperation> operation;

    /** Whatever changes a request makes another one of it, of which nobody knows that it is still the same operation. */
    private ArangoRequest(
            String method,
            String target,
            List<HttpHeader> headers,
            Body body,
            boolean repeatable,
            ResponseDecoder<T> decoder) {
        this(method, target, headers, body, repeatable, decoder, Optional.empty());
    }

    private ArangoRequest(
            String method,
            String target,
            List<HttpHeader> headers,
            Body body,
            boolean repeatable,
            ResponseDecoder<T> decoder,
            Optional<DocumentOperation> operation) {
        this.method = method;
        this.target = target;
        this.headers = headers;
        this.body = body;
        this.repeatable = repeatable;
        this.decoder = decoder;
        this.operation = operation;
    }

    /**
     * Makes a request for any endpoint of the server. It returns the answer's body as a JSON tree until {@link #as} or {@link #decodedBy} says
     * otherwise.
     *
     * @param method an HTTP method in upper case
     * @param path a path that begins with {@code /}, percent-encoded by the caller, perhaps with a query, without {@code /_db/…}
     * @return the request
     * @throws ArangoRequestException if the method is unknown or the path cannot be sent as it is
     */
    public static ArangoRequest<JsonNode> of(String method, String path) {
        if (!METHODS.contains(method)) {
            throw new ArangoRequestException("the method \"" + method
                    + "\" is none of GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS (in upper case)");
        }
        return new ArangoRequest<>(
                method,
                Names.requireTarget(path),
                List.of(),
                Body.None.INSTANCE,
                false,
                response -> response.requireSuccess().json());
    }

    /** Makes a request whose path is put together from names that are encoded here. */
    static ArangoRequest<JsonNode> to(String method, String prefix, String... names) {
        StringBuilder path = new StringBuilder(prefix);
        for (String name : names) {
            path.append('/').append(PercentEncoding.encode(name));
        }
        return of(method, path.toString());
    }

    /**
     * Adds a query parameter. Name and value are percent-encoded here.
     *
     * @param name the parameter's name
     * @param value its value; its text is sent
     * @return the changed request
     */
    public ArangoRequest<T> query(String name, Object value) {
        char separator = target.indexOf('?') < 0 ? '?' : '&';
        String added = separator + PercentEncoding.encode(name) + '=' + PercentEncoding.encode(value.toString());
        return new ArangoRequest<>(method, target + added, headers, body, repeatable, decoder);
    }

    /**
     * Adds a header. In a batch it goes into the request's part.
     *
     * @param name the header's name, letters, digits and hyphens
     * @param value the header's value, visible ASCII and blanks
     * @return the changed request
     * @throws ArangoRequestException if name or value cannot stand in a header, or the driver sets that header itself
     */
    public ArangoRequest<T> header(String name, String value) {
        checkHeader(name, value);
        List<HttpHeader> changed = new ArrayList<>(headers);
        changed.add(new HttpHeader(name, value.strip()));
        return new ArangoRequest<>(method, target, List.copyOf(changed), body, repeatable, decoder);
    }

    private static void checkHeader(String name, String value) {
        Names.refuseControls("header name", name);
        if (!name.matches("[A-Za-z0-9_-]+")) {
            throw new ArangoRequestException(
                    "the header name \"" + name + "\" must be made of letters, digits, '-' and '_'");
        }
        if (RESERVED_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
            throw new ArangoRequestException(
                    "the header " + name + " is set by the driver; a request cannot set it itself");
        }
        Names.requireHeaderValue("value of header " + name, value);
    }

    /**
     * Sets the body to a JSON value.
     *
     * @param value a map, record, POJO, {@link JsonNode}, {@link RawJson}, or whatever else the connection's object mapper can write
     * @return the changed request
     * @throws ArangoRequestException if the value is {@code null}
     */
    public ArangoRequest<T> json(Object value) {
        return with(new Body.Json(requireValue("body", value)));
    }

    /**
     * Sets the body to bytes that are sent as they are.
     *
     * @param bytes the body; copied
     * @param contentType its media type, such as {@code text/plain}
     * @return the changed request
     * @throws ArangoRequestException if the media type cannot stand in a header
     */
    public ArangoRequest<T> bytes(byte[] bytes, String contentType) {
        Names.requireHeaderValue("content type", contentType);
        return with(bytes.length == 0 ? Body.None.INSTANCE : new Body.Bytes(bytes.clone(), contentType));
    }

    ArangoRequest<T> jsonArray(List<?> values) {
        return with(new Body.JsonArray(values));
    }

    private ArangoRequest<T> with(Body changed) {
        return new ArangoRequest<>(method, target, headers, changed, repeatable, decoder);
    }

    static Object requireValue(String what, Object value) {
        if (value == null) {
            throw new ArangoRequestException("the " + what
                    + " is null; give a map, record, POJO, JsonNode or RawJson (for a JSON null: NullNode)");
        }
        return value;
    }

    /**
     * Lets the answer's body be read as a class.
     *
     * @param type a class that the connection's object mapper can read, or {@link RawJson}
     * @param <R> that class
     * @return the changed request
     */
    public <R> ArangoRequest<R> as(Class<R> type) {
        Objects.requireNonNull(type, "type");
        return decodedBy(response -> response.requireSuccess().as(type));
    }

    /**
     * Lets the answer's body be read as a generic type.
     *
     * @param type for example {@code new TypeReference<List<Student>>() {}}
     * @param <R> that type
     * @return the changed request
     */
    public <R> ArangoRequest<R> as(TypeReference<R> type) {
        Objects.requireNonNull(type, "type");
        return decodedBy(response ->
                response.requireSuccess().as(response.mapper().getTypeFactory().constructType(type)));
    }

    /**
     * Lets the answer be read by the caller's code.
     *
     * @param other turns the answer into the result
     * @param <R> the result
     * @return the changed request
     */
    public <R> ArangoRequest<R> decodedBy(ResponseDecoder<R> other) {
        return new ArangoRequest<>(method, target, headers, body, repeatable, Objects.requireNonNull(other, "other"));
    }

    /**
     * Declares that running the request twice does no harm, such as that of a query that only reads, or of a replacement by the same document. A connection with a {@link
     * io.arangobatch.RetryPolicy} then sends it again even after a failure that leaves open whether it has run, and after the answers 429, 502, 503 and 504.
     * Without this, nothing that may have run is sent again, whatever its method.
     *
     * @return the changed request
     */
    public ArangoRequest<T> repeatable() {
        return new ArangoRequest<>(method, target, headers, body, true, decoder, operation);
    }

    /**
     * Tells whether running the request twice does no harm.
     *
     * @return whether it was declared {@link #repeatable()}
     */
    public boolean isRepeatable() {
        return repeatable;
    }

    /**
     * Marks the request as the prototype of operations on one document, unless what it carries stands in the way. The last step of a prototype.
     */
    ArangoRequest<T> operating(DocumentOperation.Kind kind) {
        int question = target.indexOf('?');
        String path = question < 0 ? target : target.substring(0, question);
        String query = question < 0 ? "" : target.substring(question);
        return !headers.isEmpty() || query.contains("ignoreRevs=false")
                ? this
                : new ArangoRequest<>(
                        method,
                        target,
                        headers,
                        body,
                        repeatable,
                        decoder,
                        Optional.of(new DocumentOperation(kind, path, query, "")));
    }

    /**
     * Makes a request of a prototype, in one step, because this happens for each operation of a batch.
     *
     * @param document what it carries
     */
    <R> ArangoRequest<R> filledWith(Body document, ResponseDecoder<R> other) {
        return filled(target, document, other, operation);
    }

    /**
     * Makes a request of a prototype for the document of a key.
     *
     * @param key the document's key, not encoded
     * @param document what it carries
     */
    <R> ArangoRequest<R> filledWith(String key, Body document, ResponseDecoder<R> other) {
        return filled(targetOf(key), document, other, operation.map(each -> each.on(key)));
    }

    private String targetOf(String key) {
        int question = target.indexOf('?');
        return question < 0
                ? target + '/' + PercentEncoding.encode(key)
                : target.substring(0, question) + '/' + PercentEncoding.encode(key) + target.substring(question);
    }

    private <R> ArangoRequest<R> filled(
            String whole, Body document, ResponseDecoder<R> other, Optional<DocumentOperation> what) {
        boolean raw = document instanceof Body.Json json && json.value() instanceof RawJson;
        return new ArangoRequest<>(method, whole, headers, document, repeatable, other, raw ? Optional.empty() : what);
    }

    /**
     * Returns what the request does to one document, if it may travel together with its like. A change of the request takes that away.
     *
     * @return the operation, or empty
     */
    public Optional<DocumentOperation> operation() {
        return operation;
    }

    /**
     * Returns the HTTP method.
     *
     * @return the method in upper case
     */
    public String method() {
        return method;
    }

    /**
     * Returns path and query.
     *
     * @return percent-encoded ASCII, without the database
     */
    public String target() {
        return target;
    }

    /**
     * Returns the headers that were added.
     *
     * @return an unmodifiable list
     */
    public List<HttpHeader> headers() {
        return headers;
    }

    /**
     * Tells whether the request carries a body.
     *
     * @return whether {@link #writeBody} writes anything
     */
    public boolean hasBody() {
        return body != Body.None.INSTANCE;
    }

    /**
     * Returns the media type of the body.
     *
     * @return the type, or empty for JSON and for no body
     */
    public Optional<String> contentType() {
        return body.contentType();
    }

    /**
     * Encodes the body.
     *
     * @param out where to; it is not closed
     * @param mapper encodes what is not raw
     * @throws IOException if a value cannot be encoded, or {@code out} throws it
     */
    public void writeBody(OutputStream out, ObjectMapper mapper) throws IOException {
        try (ValueEncoder encoder = new ValueEncoder(mapper)) {
            writeBody(out, encoder);
        }
    }

    /**
     * Encodes the body.
     *
     * @param out where to; it is not closed
     * @param encoder encodes what is not raw
     * @throws IOException if a value cannot be encoded, or {@code out} throws it
     */
    public void writeBody(OutputStream out, JsonEncoder encoder) throws IOException {
        body.writeTo(out, encoder);
    }

    /**
     * Returns what reads the answer.
     *
     * @return the decoder
     */
    public ResponseDecoder<T> decoder() {
        return decoder;
    }

    /** Returns method and target, without headers and body. */
    @Override
    public String toString() {
        return method + " " + target;
    }
}

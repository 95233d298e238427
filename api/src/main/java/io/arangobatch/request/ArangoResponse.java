package io.arangobatch.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.arangobatch.ArangoProtocolException;
import io.arangobatch.ArangoServerException;
import io.arangobatch.spi.HttpHeader;
import java.util.List;
import java.util.Optional;

/** The whole answer to one request, for {@link ResponseDecoder}s. Immutable and thread-safe. */
public interface ArangoResponse {

    /**
     * Returns which request this is the answer to.
     *
     * @return method and target, such as {@code POST /_api/document/students}
     */
    String request();

    /**
     * Returns the HTTP status.
     *
     * @return 200 to 599
     */
    int status();

    /**
     * Returns the headers in the order in which they arrived.
     *
     * @return an unmodifiable list
     */
    List<HttpHeader> headers();

    /**
     * Returns the first header of that name.
     *
     * @param name a header name in any case
     * @return its value, or empty
     */
    Optional<String> header(String name);

    /**
     * Returns ArangoDB's error number of an error answer.
     *
     * @return the number; 0 for a success or where the body has none
     */
    int errorNum();

    /**
     * Throws the server's error, if this is one.
     *
     * @return this
     * @throws ArangoServerException (one of its subclasses, where one fits) if the status is not 2xx
     */
    ArangoResponse requireSuccess();

    /**
     * Tells whether there is no body.
     *
     * @return whether the body has no bytes
     */
    boolean isEmpty();

    /**
     * Returns the body as text.
     *
     * @return the body, decoded as UTF-8
     */
    String text();

    /**
     * Returns the body as a JSON tree.
     *
     * @return the tree
     * @throws ArangoProtocolException if the body is no JSON
     */
    JsonNode json();

    /**
     * Returns the body as an object of the caller's class.
     *
     * @param type a class that the connection's object mapper can read; {@link RawJson} for the bytes as they are
     * @param <T> that class
     * @return the object
     * @throws ArangoProtocolException if the body cannot be read as that class
     */
    <T> T as(Class<T> type);

    /**
     * Returns the body as an object of a generic type.
     *
     * @param type a type that the connection's object mapper can read
     * @param <T> that type
     * @return the object
     * @throws ArangoProtocolException if the body cannot be read as that type
     */
    <T> T as(JavaType type);

    /**
     * Returns a streaming parser over the body, for decoders that need speed. It stands before the first token.
     *
     * @return a new parser at each call, which the caller closes
     */
    JsonParser parser();

    /**
     * Returns the connection's object mapper.
     *
     * @return the mapper; not to be configured
     */
    ObjectMapper mapper();

    /**
     * Returns an exception that tells that this answer's content is not what it should be.
     *
     * @param what what was wrong, such as {@code "result" is missing}
     * @param cause what the reading threw, or none
     * @return the exception, which names the request and shows the beginning of the body
     */
    ArangoProtocolException malformed(String what, Optional<? extends Throwable> cause);

    /**
     * Returns what runs further requests on the very server that gave this answer, such as the next page of a cursor.
     *
     * @return a runner that waits for results on the calling thread
     */
    RequestRunner origin();
}

package io.arangobatch.internal.response;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.arangobatch.ArangoProtocolException;
import io.arangobatch.internal.error.ServerErrors;
import io.arangobatch.internal.json.Values;
import io.arangobatch.internal.text.Shown;
import io.arangobatch.request.ArangoRequest;
import io.arangobatch.request.ArangoResponse;
import io.arangobatch.request.RequestRunner;
import io.arangobatch.spi.HttpHeader;
import io.arangobatch.spi.ResponseHead;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** An answer, whole or a part of a batch, together with what decoding it takes. */
public final class ServerResponse implements ArangoResponse {

    private static final int LONGEST_EXCERPT = 100;

    private final String request;
    private final RawAnswer answer;
    private final ObjectMapper mapper;
    private final RequestRunner origin;

    /**
     * Keeps an answer.
     *
     * @param request method and target of what it answers
     * @param answer what the server sent
     * @param mapper reads the body
     * @param origin runs further requests on the server that answered
     */
    public ServerResponse(String request, RawAnswer answer, ObjectMapper mapper, RequestRunner origin) {
        this.request = request;
        this.answer = answer;
        this.mapper = mapper;
        this.origin = origin;
    }

    /**
     * Keeps an answer that is only asked what the server says against a request.
     *
     * @param request method and target of what it answers
     * @param head status and headers
     * @param body the body, not copied
     * @param mapper reads it
     * @return the answer
     */
    public static ServerResponse ofRefusal(String request, ResponseHead head, byte[] body, ObjectMapper mapper) {
        return new ServerResponse(request, RawAnswer.of(head, body), mapper, ServerResponse::refuseToRun);
    }

    private static <T> T refuseToRun(ArangoRequest<T> further) {
        throw new IllegalStateException("this answer needs no further requests: " + further);
    }

    @Override
    public String request() {
        return request;
    }

    @Override
    public int status() {
        return answer.status();
    }

    @Override
    public List<HttpHeader> headers() {
        return answer.headers();
    }

    @Override
    public Optional<String> header(String name) {
        return answer.headers().stream()
                .filter(header -> header.is(name))
                .map(HttpHeader::value)
                .findFirst();
    }

    @Override
    public int errorNum() {
        return isSuccess() ? 0 : error().errorNum();
    }

    @Override
    public ArangoResponse requireSuccess() {
        if (isSuccess()) {
            return this;
        }
        ErrorBody error = error();
        throw ServerErrors.of(request, status(), error.errorNum(), error.message());
    }

    private boolean isSuccess() {
        return status() >= 200 && status() < 300;
    }

    /** Number and text of an error answer, as far as its body has them. */
    private record ErrorBody(int errorNum, String message) {}

    private ErrorBody error() {
        int errorNum = 0;
        String message = answer.reason().isEmpty() ? "HTTP status " + status() : answer.reason();
        if (looksLikeObject()) {
            try (JsonParser parser = parser()) {
                parser.nextToken();
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String name = parser.currentName();
                    JsonToken value = parser.nextToken();
                    if (name.equals("errorNum") && value == JsonToken.VALUE_NUMBER_INT) {
                        errorNum = parser.getIntValue();
                    } else if (name.equals("errorMessage") && value == JsonToken.VALUE_STRING) {
                        message = parser.getText();
                    } else {
                        parser.skipChildren();
                    }
                }
            } catch (IOException e) {
                // A proxy's page or a cut body: the status and the reason say what there is to say.
                return new ErrorBody(0, message);
            }
        }
        return new ErrorBody(errorNum, message);
    }

    private boolean looksLikeObject() {
        return beginsWith('{');
    }

    private boolean beginsWith(char first) {
        return !isEmpty() && answer.bytes()[answer.bodyFrom()] == first;
    }

    /**
     * Returns the answer.
     *
     * @return what the server sent
     */
    public RawAnswer raw() {
        return answer;
    }

    @Override
    public boolean isEmpty() {
        return answer.bodyLength() == 0;
    }

    @Override
    public String text() {
        return new String(answer.bytes(), answer.bodyFrom(), answer.bodyLength(), StandardCharsets.UTF_8);
    }

    @Override
    public JsonNode json() {
        try {
            JsonNode tree = mapper.readTree(answer.bytes(), answer.bodyFrom(), answer.bodyLength());
            if (tree == null || tree.isMissingNode()) {
                throw malformed("the body is empty where JSON was due", Optional.empty());
            }
            return tree;
        } catch (IOException e) {
            throw malformed("the body is no JSON", Optional.of(e));
        }
    }

    @Override
    public <T> T as(Class<T> type) {
        if (isEmpty()) {
            throw malformed("the body is empty where JSON was due", Optional.empty());
        }
        try {
            return requireValue(Values.read(answer.bytes(), answer.bodyFrom(), mapper, type), type.getName());
        } catch (IOException e) {
            throw malformed("the body cannot be read as " + type.getName(), Optional.of(e));
        }
    }

    @Override
    public <T> T as(JavaType type) {
        try {
            return requireValue(
                    mapper.<T>readValue(answer.bytes(), answer.bodyFrom(), answer.bodyLength(), type),
                    type.toCanonical());
        } catch (IOException e) {
            throw malformed("the body cannot be read as " + type.toCanonical(), Optional.of(e));
        }
    }

    private <T> T requireValue(T value, String type) {
        if (value == null) {
            throw malformed("the body is a JSON null where a " + type + " was due", Optional.empty());
        }
        return value;
    }

    @Override
    public JsonParser parser() {
        try {
            return mapper.getFactory().createParser(answer.bytes(), answer.bodyFrom(), answer.bodyLength());
        } catch (IOException e) {
            throw malformed("the body is no JSON", Optional.of(e));
        }
    }

    @Override
    public ObjectMapper mapper() {
        return mapper;
    }

    @Override
    public ArangoProtocolException malformed(String what, Optional<? extends Throwable> cause) {
        int shown = Math.min(answer.bodyLength(), LONGEST_EXCERPT);
        String excerpt = new String(answer.bytes(), answer.bodyFrom(), shown, StandardCharsets.UTF_8);
        return new ArangoProtocolException(
                "the answer to " + request + " (HTTP " + status() + ") cannot be understood: " + what
                        + "; it begins with \"" + Shown.of(excerpt) + "\"" + advice(),
                cause.orElse(null));
    }

    /** Whoever meets a web page has most likely a wrong port, or a proxy in between. */
    private String advice() {
        return beginsWith('<') ? ", which is a web page; check that host and port are those of an ArangoDB server" : "";
    }

    @Override
    public RequestRunner origin() {
        return origin;
    }
}

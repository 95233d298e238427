package io.arangobatch.internal.session;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.arangobatch.ArangoRequestException;
import io.arangobatch.BatchLimitException;
import io.arangobatch.internal.buffer.BufferLimitException;
import io.arangobatch.internal.multipart.MultipartEncoder;
import io.arangobatch.internal.text.Shown;
import io.arangobatch.request.ArangoRequest;
import io.arangobatch.spi.HttpHeader;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The requests of a session, encoded as they come, under the session's limits. */
final class Queue {

    private final int maxRequests;
    private final long maxBytes;
    private final ObjectMapper mapper;
    private final MultipartEncoder encoder;

    Queue(int maxRequests, long maxBytes, ObjectMapper mapper) {
        this.maxRequests = maxRequests;
        this.maxBytes = maxBytes;
        this.mapper = mapper;
        this.encoder = new MultipartEncoder(maxBytes);
    }

    /** Encodes a request, or throws and leaves everything as it was. */
    void add(ArangoRequest<?> request) {
        if (encoder.count() == maxRequests) {
            throw new BatchLimitException(request + " was not queued: the batch holds " + maxRequests
                    + " requests already, as many as the limit maxRequests allows; commit it, or raise the limit");
        }
        try {
            encoder.add(request.method(), request.target(), headers(request), out -> writeBody(request, out));
        } catch (BufferLimitException e) {
            throw tooLarge(request);
        } catch (ArangoRequestException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw isLimit(e) ? tooLarge(request) : unencodable(request, e);
        }
    }

    private void writeBody(ArangoRequest<?> request, OutputStream out) throws IOException {
        boolean json = request.contentType().isEmpty();
        request.writeBody(json ? out : new NulRefusingStream(out, request.toString()), mapper);
    }

    private static List<HttpHeader> headers(ArangoRequest<?> request) {
        if (request.contentType().isEmpty()) {
            return request.headers();
        }
        List<HttpHeader> headers = new ArrayList<>(request.headers());
        headers.add(new HttpHeader("Content-Type", request.contentType().get()));
        return headers;
    }

    /** Jackson wraps what the buffer throws. */
    private static boolean isLimit(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof BufferLimitException) {
                return true;
            }
        }
        return false;
    }

    private BatchLimitException tooLarge(ArangoRequest<?> request) {
        return new BatchLimitException(request + " was not queued: with it the batch would be larger than the "
                + maxBytes + " bytes that the limit maxBytes allows (" + encoder.size()
                + " are queued); commit it, or raise the limit");
    }

    private static ArangoRequestException unencodable(ArangoRequest<?> request, Exception e) {
        return new ArangoRequestException(
                request + " was not queued: its body cannot be encoded as JSON: "
                        + Shown.of(Objects.requireNonNullElse(e.getMessage(), e.toString())),
                e);
    }

    int count() {
        return encoder.count();
    }

    MultipartEncoder encoder() {
        return encoder;
    }
}

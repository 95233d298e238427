package io.arangobatch.transport.httpclient;

import java.io.IOException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.nio.DefaultHttpResponseFactory;
import org.apache.hc.core5.http.impl.nio.DefaultHttpResponseParser;
import org.apache.hc.core5.http.message.LazyLineParser;
import org.apache.hc.core5.http.nio.SessionInputBuffer;
import org.apache.hc.core5.util.CharArrayBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the heads of answers more strictly than the library: a head that ends with the connection is cut off, not complete; bytes
 * that nobody asked for are an error; and a head has a size limit. Used by one I/O thread.
 */
final class AnswerParser extends DefaultHttpResponseParser<HttpResponse> {

    private static final int MAX_HEAD = 256 * 1024;

    private int awaited;
    private long headBytes;

    AnswerParser(Http1Config config) {
        super(config, LazyLineParser.INSTANCE, DefaultHttpResponseFactory.INSTANCE);
    }

    boolean isIdle() {
        return awaited == 0;
    }

    void awaitAnswer() {
        awaited++;
    }

    void answered() {
        awaited--;
    }

    @Override
    public @Nullable HttpResponse parse(SessionInputBuffer input, boolean endOfStream)
            throws IOException, HttpException {
        if (isIdle()) {
            return refuseUnaskedBytes(input);
        }
        int before = input.length();
        HttpResponse head = super.parse(input, false);
        headBytes += before - input.length();
        if (headBytes > MAX_HEAD) {
            throw new MessageConstraintException("its head is longer than " + MAX_HEAD + " bytes");
        }
        if (head != null) {
            headBytes = 0;
        } else if (endOfStream) {
            refuseCutHead(input);
        }
        return head;
    }

    @Override
    protected HttpResponse createMessage(CharArrayBuffer line) throws HttpException {
        if (!startsLikeHttp(line)) {
            throw new NotHttpException(line.toString());
        }
        return super.createMessage(line);
    }

    private static @Nullable HttpResponse refuseUnaskedBytes(SessionInputBuffer input) throws HttpException {
        if (input.hasData()) {
            throw new ProtocolException("the server sent bytes that belong to no answer");
        }
        return null;
    }

    private void refuseCutHead(SessionInputBuffer input) throws IOException, HttpException {
        if (headBytes == 0 && input.hasData()) {
            CharArrayBuffer rest = new CharArrayBuffer(64);
            input.readLine(rest, true);
            if (!startsLikeHttp(rest)) {
                throw new NotHttpException(rest.toString());
            }
            headBytes = rest.length();
        }
        if (headBytes > 0 || input.hasData()) {
            throw new ProtocolException("the connection ended in the middle of its head");
        }
    }

    private static boolean startsLikeHttp(CharArrayBuffer line) {
        return line.length() >= 5 && "HTTP/".equals(line.substring(0, 5));
    }
}

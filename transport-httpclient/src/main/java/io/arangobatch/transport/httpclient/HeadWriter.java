package io.arangobatch.transport.httpclient;

import java.io.IOException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.impl.nio.DefaultHttpRequestWriter;
import org.apache.hc.core5.http.nio.SessionOutputBuffer;

/** The library's writer of heads, which counts what it writes: so a connection knows where each request ends. Used by one I/O thread. */
final class HeadWriter extends DefaultHttpRequestWriter<HttpRequest> {

    private long bytes;

    long bytes() {
        return bytes;
    }

    @Override
    public void write(HttpRequest head, SessionOutputBuffer buffer) throws IOException, HttpException {
        int before = buffer.length();
        super.write(head, buffer);
        bytes += buffer.length() - before;
    }
}

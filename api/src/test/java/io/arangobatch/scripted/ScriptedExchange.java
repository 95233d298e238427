package io.arangobatch.scripted;

import io.arangobatch.spi.HttpHeader;
import io.arangobatch.spi.ResponseFlow;
import io.arangobatch.spi.ResponseHead;
import io.arangobatch.spi.ResponseSink;
import io.arangobatch.spi.TransportException;
import io.arangobatch.spi.TransportException.Phase;
import io.arangobatch.spi.TransportRequest;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One exchange of a {@link ScriptedTransport}: what the driver sent, and what the test lets the server do. */
public final class ScriptedExchange {

    private final TransportRequest request;
    private final ResponseSink sink;
    private final ScriptedTransport transport;
    private final @Nullable ScriptedPipeline pipeline;
    private final CompletableFuture<Void> future = new CompletableFuture<>();
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private volatile boolean wasSent;
    private volatile boolean paused;

    ScriptedExchange(
            TransportRequest request,
            ResponseSink sink,
            ScriptedTransport transport,
            @Nullable ScriptedPipeline pipeline) {
        this.request = request;
        this.pipeline = pipeline;
        this.sink = sink;
        this.transport = transport;
    }

    CompletableFuture<Void> future() {
        return future;
    }

    boolean wasSent() {
        return wasSent;
    }

    /** What the driver handed over. */
    public TransportRequest request() {
        return request;
    }

    /** The value of a header of the request, or an empty text. */
    public String header(String name) {
        return request.headers().stream()
                .filter(header -> header.is(name))
                .map(HttpHeader::value)
                .findFirst()
                .orElse("");
    }

    /** Method and target. */
    public String line() {
        return request.method() + " " + request.target();
    }

    /** Takes the whole body out of the driver's hands, as writing it to a socket does. A pipeline writes nothing of what has ended already. */
    public ScriptedExchange send() {
        transport.onIoThread(() -> {
            if (pipeline != null && future.isDone() && !future.isCancelled()) {
                return;
            }
            try {
                Iterator<ByteBuffer> buffers = request.body().buffers();
                while (buffers.hasNext()) {
                    ByteBuffer buffer = buffers.next();
                    byte[] bytes = new byte[buffer.remaining()];
                    buffer.get(bytes);
                    sent.writeBytes(bytes);
                }
                wasSent = true;
            } catch (RuntimeException e) {
                future.completeExceptionally(e);
            }
        });
        return this;
    }

    /** The body that was sent. */
    public String sentText() {
        return sent.toString(StandardCharsets.UTF_8);
    }

    /** Hands over status and headers. */
    public ScriptedExchange head(int status, String reason, HttpHeader... headers) {
        return tell(() -> sink.onHead(new ResponseHead(status, reason, List.of(headers)), flow()));
    }

    /** Notes what it is told, and delivers whatever the script says all the same. */
    private ResponseFlow flow() {
        return new ResponseFlow() {
            @Override
            public void pause() {
                paused = true;
            }

            @Override
            public void resume() {
                paused = false;
            }
        };
    }

    /** Whether the driver holds the answer back. */
    public boolean isPaused() {
        return paused;
    }

    /** Hands over some of the body in one chunk. */
    public ScriptedExchange body(String text) {
        return body(text.getBytes(StandardCharsets.UTF_8), Integer.MAX_VALUE);
    }

    /** Hands over some of the body in chunks, each in a buffer that is overwritten afterwards. */
    public ScriptedExchange body(byte[] bytes, int chunkSize) {
        for (int from = 0; from < bytes.length; ) {
            int to = (int) Math.min(bytes.length, (long) from + chunkSize);
            byte[] chunk = Arrays.copyOfRange(bytes, from, to);
            tell(() -> sink.onBody(ByteBuffer.wrap(chunk)));
            Arrays.fill(chunk, (byte) '#');
            from = to;
        }
        return this;
    }

    /** Ends the answer well. */
    public void end() {
        transport.onIoThread(() -> future.complete(null));
    }

    /** Breaks the exchange. */
    public void fail(Throwable failure) {
        transport.onIoThread(() -> future.completeExceptionally(failure));
    }

    /** Breaks the exchange before the server can have the whole request. */
    public void breakBeforeSending(Phase phase, String message) {
        fail(new TransportException(phase, false, message));
    }

    /** Breaks the exchange after the server can have the whole request. */
    public void breakAfterSending(String message) {
        fail(new TransportException(Phase.RECEIVE, true, message));
    }

    /** Sends the request and answers it whole with JSON. */
    public void answer(int status, String json) {
        send().head(status, reasonOf(status), new HttpHeader("Content-Type", "application/json; charset=utf-8"))
                .body(json)
                .end();
    }

    /** Sends the request, answers it whole with JSON, and says that the connection ends with it. */
    public void answerAndClose(int status, String json) {
        HttpHeader close = new HttpHeader("Connection", "close");
        send().head(status, reasonOf(status), close).body(json);
        if (pipeline != null) {
            pipeline.closedByServer();
        }
        end();
    }

    /** Sends the request and answers it as a batch. */
    public void answerBatch(BatchAnswer.Part... parts) {
        send().batchHead().body(BatchAnswer.of(boundary(), parts)).end();
    }

    /** Begins a good answer to a batch. */
    public ScriptedExchange batchHead(HttpHeader... more) {
        HttpHeader[] headers = Arrays.copyOf(more, more.length + 1);
        headers[more.length] = new HttpHeader("Content-Type", header("Content-Type"));
        return head(200, "OK", headers);
    }

    /** The boundary of the batch that was sent. */
    public String boundary() {
        String type = header("Content-Type");
        return type.substring(type.indexOf("boundary=") + "boundary=".length());
    }

    /** The requests of the batch that was sent: each from its request line on, without the line break before the next delimiter. */
    public List<String> sentParts() {
        return Arrays.stream(sentText().split("--" + boundary(), -1))
                .filter(part -> part.contains("Content-Id"))
                .map(part -> part.substring(part.indexOf("\r\n\r\n") + 4))
                .map(part -> part.endsWith("\r\n\r\n") ? part : part.stripTrailing())
                .toList();
    }

    /** Whether the driver gave the exchange up. */
    public boolean wasCancelled() {
        return future.isCancelled();
    }

    private ScriptedExchange tell(Runnable event) {
        transport.onIoThread(() -> {
            if (!future.isDone()) {
                try {
                    event.run();
                } catch (Throwable e) {
                    future.completeExceptionally(e);
                }
            }
        });
        return this;
    }

    private static String reasonOf(int status) {
        return switch (status) {
            case 200 -> "OK";
            case 201 -> "Created";
            case 202 -> "Accepted";
            case 304 -> "Not Modified";
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 412 -> "Precondition Failed";
            case 413 -> "Payload Too Large";
            case 501 -> "Not Implemented";
            case 503 -> "Service Unavailable";
            default -> "";
        };
    }
}

package io.arangobatch.transport.netty;

import io.arangobatch.spi.Endpoint;
import io.arangobatch.spi.ResponseFlow;
import io.arangobatch.spi.TransportException;
import io.arangobatch.spi.TransportException.Phase;
import io.arangobatch.spi.TransportRequest;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpObject;
import java.io.IOException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * An exchange while it is in line on a connection: brings writing and reading together, knows the phase, and ends exactly once. Its request
 * may be written before it is the foremost; only then is the answer its own. Belongs to the connection's loop but for the flow, which any
 * thread may use.
 */
final class ActiveExchange implements RequestWriter.Listener, AnswerReader.Listener, ResponseFlow {

    /** How long an answer may take that a server sent before it stopped to read the request. */
    private static final Duration EARLY_ANSWER_GRACE = Duration.ofSeconds(1);

    private final NettyExchange exchange;
    private final Connection connection;
    private final Line line;
    private final Endpoint endpoint;
    private final EventLoop loop;
    private final RequestWriter writer;
    private final AnswerReader reader;
    private final SilenceTimer silence;
    private final OneShotTimer earlyAnswer = new OneShotTimer();
    /** How it ends as soon as it is the foremost, because its request cannot be written. */
    private @Nullable TransportException doom;

    private boolean foremost;
    private boolean sent;
    private boolean answering;
    private boolean paused;
    /** What the consumer said last: a resume of another thread may come to the loop after a pause that was later. */
    private volatile boolean pauseWanted;

    private boolean ended;

    ActiveExchange(NettyExchange exchange, Connection connection, Line line) {
        TransportRequest request = exchange.request();
        this.exchange = exchange;
        this.connection = connection;
        this.line = line;
        this.ended = !exchange.isHeldBy(connection);
        this.endpoint = exchange.endpoint();
        this.loop = connection.loop();
        this.writer = new RequestWriter(connection.channel(), request, this);
        this.reader = new AnswerReader(exchange, this, this);
        this.silence = new SilenceTimer(loop, request.responseTimeout(), this::timedOut);
    }

    NettyExchange exchange() {
        return exchange;
    }

    RequestWriter writer() {
        return writer;
    }

    /** Whether its end was told already, though its turn may still be to come. */
    boolean isOver() {
        return ended;
    }

    boolean asksToClose() {
        return exchange.request().headers().stream()
                .anyMatch(header -> header.is("Connection") && header.value().equalsIgnoreCase("close"));
    }

    /** Has become the foremost: all before it have ended. */
    void lead() {
        foremost = true;
        if (doom != null) {
            end(doom);
            return;
        }
        if (sent) {
            listen();
        }
        if (line.trouble() != null) {
            awaitLastWords();
        }
    }

    // What the writer tells.

    @Override
    public void onSent() {
        sent = true;
        if (foremost) {
            listen();
        }
    }

    @Override
    public void onWriteFailure(Throwable failure) {
        connection.onTrouble(failure);
    }

    @Override
    public void onBodyFailure(Throwable failure) {
        doom = new TransportException(
                phase(),
                false,
                "the body of the request to " + endpoint + " cannot be read: " + Failures.messageOf(failure),
                failure);
        line.cutFrom(this);
        if (foremost) {
            end(doom);
        }
    }

    // What the connection tells.

    /** The connection takes nothing more. */
    void awaitLastWords() {
        if (!answering && !ended) {
            // The server may have answered before it closed its side: what it said is still to be read.
            earlyAnswer.start(loop, EARLY_ANSWER_GRACE, this::onClosed);
        }
    }

    boolean onBytes(ByteBuf bytes) {
        silence.signOfLife();
        if (!writer.hasBegun()) {
            fail(endpoint + " sent bytes that belong to no request", null);
            return false;
        }
        if (!answering) {
            answering = true;
            earlyAnswer.cancel();
            if (!NotHttp.mayBegin(bytes)) {
                fail("the server at " + endpoint + " does not speak HTTP: " + NotHttp.describe(bytes), null);
                return false;
            }
        }
        return true;
    }

    void onPart(HttpObject part) {
        if (!exchange.isAbandoned()) {
            reader.onPart(part);
            if (!sent && reader.hasHead()) {
                listen(); // an interim answer alone must not put the upload under the response timeout
            }
        }
    }

    void onException(Throwable failure) {
        if (failure instanceof IOException && !(failure instanceof SSLException)) {
            connection.onTrouble(failure); // the socket is about to close, but what it has received may yet be read
        } else {
            fail("the exchange with " + endpoint + " broke: " + Failures.messageOf(failure), failure);
        }
    }

    void onClosed() {
        fail(
                endpoint
                        + (answering
                                ? " closed the connection before its answer was whole: " + reader.progress()
                                : sent
                                        ? " closed the connection without an answer"
                                        : " closed the connection while the request was being sent"),
                line.trouble());
    }

    private void timedOut() {
        fail(endpoint + " was silent for " + exchange.request().responseTimeout() + " (response timeout)", null);
    }

    private void listen() {
        if (!paused && !ended) {
            silence.start();
        }
    }

    // What the reader tells.

    @Override
    public void onAnswerEnd(boolean keepAlive, boolean endedByClose) {
        if (endedByClose && !connection.isOpen() && (line.trouble() != null || !connection.endIsAuthentic())) {
            onClosed();
        } else if (finish()) {
            connection.answered(exchange, sent && !asksToClose(), keepAlive && !endedByClose);
        }
    }

    @Override
    public void onBadAnswer(String problem, @Nullable Throwable cause) {
        fail("the server at " + endpoint + " does not speak HTTP: " + problem, cause);
    }

    @Override
    public void onTruncated() {
        onClosed();
    }

    @Override
    public void onSinkFailure(Throwable failure) {
        end(failure);
    }

    // The end.

    void fail(String message, @Nullable Throwable cause) {
        end(new TransportException(phase(), isSent(), message, cause));
    }

    private void end(Throwable failure) {
        if (!finish()) {
            return;
        }
        if (foremost) {
            connection.broke(exchange, failure);
        } else {
            line.cutFrom(this); // those before it still get their answers
            exchange.end(failure);
        }
    }

    /** Ends because the connection ended at an exchange before it. */
    void endBehind(Dissolution dissolution) {
        if (doom != null) {
            exchange.end(doom);
        } else {
            TransportRequest request = exchange.request();
            exchange.end(isSent() ? dissolution.notAnswered(request) : dissolution.notSent(request));
        }
    }

    /** Does nothing more; its end is told by {@link #endBehind}. */
    void stop() {
        boolean ignored = finish();
    }

    private boolean isSent() {
        return sent || writer.isSent();
    }

    private Phase phase() {
        return isSent() || answering ? Phase.RECEIVE : Phase.SEND;
    }

    private boolean finish() {
        boolean first = !ended;
        ended = true;
        silence.stop();
        earlyAnswer.cancel();
        writer.stop();
        return first;
    }

    // The flow, for the consumer.

    @Override
    public void pause() {
        pauseWanted = true;
        Loops.run(loop, this::hold);
    }

    @Override
    public void resume() {
        pauseWanted = false;
        Loops.run(loop, this::hold);
    }

    private void hold() {
        boolean pause = pauseWanted;
        if (ended || paused == pause) {
            return;
        }
        paused = pause;
        if (pause) {
            silence.stop();
        } else {
            silence.start();
        }
        connection.channel().config().setAutoRead(!pause);
    }
}

package io.arangobatch.scripted;

import io.arangobatch.spi.Pipeline;
import io.arangobatch.spi.ResponseSink;
import io.arangobatch.spi.TransportException;
import io.arangobatch.spi.TransportException.Phase;
import io.arangobatch.spi.TransportRequest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A pipeline of a {@link ScriptedTransport}. What follows a broken exchange ends with it, as sent if the script has sent it. */
public final class ScriptedPipeline implements Pipeline {

    private final ScriptedTransport transport;
    private final List<ScriptedExchange> underWay = new CopyOnWriteArrayList<>();
    private volatile boolean closedByServer;
    private volatile boolean broken;
    private volatile boolean closed;

    ScriptedPipeline(ScriptedTransport transport) {
        this.transport = transport;
    }

    @Override
    public CompletableFuture<Void> exchange(TransportRequest request, ResponseSink sink) {
        if (closed) {
            throw new IllegalStateException("the scripted pipeline is closed");
        }
        if (broken || closedByServer) {
            return CompletableFuture.failedFuture(notSent());
        }
        ScriptedExchange exchange = new ScriptedExchange(request, sink, transport, this);
        underWay.add(exchange);
        // Registered before those of the driver, and so called after them.
        exchange.future().whenComplete((nothing, failure) -> ended(exchange, failure));
        transport.begin(exchange);
        return exchange.future();
    }

    private void ended(ScriptedExchange exchange, @Nullable Throwable failure) {
        underWay.remove(exchange);
        if (failure != null || closedByServer) {
            broken = true;
            underWay.forEach(each -> each.fail(
                    each.wasSent() && !closedByServer
                            ? new TransportException(Phase.RECEIVE, true, "an exchange before it broke")
                            : notSent()));
        }
    }

    private static TransportException notSent() {
        return new TransportException(Phase.SEND, false, "the connection was gone");
    }

    void closedByServer() {
        closedByServer = true;
    }

    /** Whether the driver has closed it. */
    public boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
        underWay.forEach(each -> transport.onIoThreadLater(() -> each.fail(new TransportException(
                each.wasSent() ? Phase.RECEIVE : Phase.SEND, each.wasSent(), "its pipeline was closed"))));
    }
}

package io.arangobatch.transport.httpclient;

import io.arangobatch.spi.ResponseSink;
import io.arangobatch.spi.TransportException;
import io.arangobatch.spi.TransportRequest;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** An exchange alone on a connection, which it takes and gives back itself. */
final class SingleUse implements Usage, Claim.Claimant, Work {

    private final Engine engine;
    private final HttpExchange exchange;
    private final Claim claim;
    private volatile boolean reusable;

    private SingleUse(Engine engine, TransportRequest request, ResponseSink sink) {
        this.engine = engine;
        this.exchange = new HttpExchange(engine.timers(), request, sink, this);
        this.claim = new Claim(engine, request.endpoint(), this);
    }

    static CompletableFuture<Void> start(Engine engine, TransportRequest request, ResponseSink sink) {
        return new SingleUse(engine, request, sink).exchange.start();
    }

    @Override
    public void begin(HttpExchange ready) {
        engine.add(this);
        ready.lead();
        if (!ready.isOver()) {
            claim.start();
        }
    }

    @Override
    public boolean isOver() {
        return exchange.isOver();
    }

    @Override
    public void granted(Connection connection) {
        connection.execute(new ExchangeHandler(exchange, connection));
    }

    @Override
    public void refused(TransportException why) {
        exchange.fail(why);
    }

    @Override
    public void written(HttpExchange written) {
        // Nobody waits for it to be.
    }

    @Override
    public void lostUnused(HttpExchange unused, Exception cause) {
        claim.lostUnused(cause);
    }

    @Override
    public void broke(HttpExchange broken, Exception cause) {
        broken.connectionBroke(cause);
    }

    @Override
    public void unwritable(HttpExchange unwritable, UnreadableBodyException cause) {
        unwritable.connectionBroke(cause);
    }

    @Override
    public void answered(HttpExchange answered, Reuse reuse) {
        reusable = reuse == Reuse.POSSIBLE;
        answered.succeed();
    }

    /** The place goes back before the future completes, so that whoever waits for the future finds it free. */
    @Override
    public void ended(HttpExchange ended, @Nullable Throwable failure) {
        if (failure == null) {
            claim.release(reusable);
        } else {
            claim.abort();
        }
        engine.remove(this);
    }

    @Override
    public void completed(HttpExchange completed, @Nullable Throwable failure) {
        // Nobody waits for it to be.
    }

    @Override
    public void abortByClose() {
        exchange.abortByClose();
    }
}

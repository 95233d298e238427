package io.arangobatch.transport.httpclient;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** A daemon thread that knows its transport, so that the transport can tell that nobody may block here. */
final class TransportThread extends Thread {

    private final Object owner;

    private TransportThread(Object owner, Runnable work, String name) {
        super(null, work, name, 0, false);
        this.owner = owner;
        setDaemon(true);
        // Not the loader of whoever made the first exchange: an application that is undeployed must be collectable.
        setContextClassLoader(TransportThread.class.getClassLoader());
    }

    boolean belongsTo(Object transport) {
        return owner == transport;
    }

    /** Numbers its threads from 1: {@code arangobatch-httpclient-io-1}. */
    static ThreadFactory factory(Object owner, String role) {
        AtomicInteger number = new AtomicInteger();
        return work ->
                new TransportThread(owner, work, "arangobatch-httpclient-" + role + "-" + number.incrementAndGet());
    }
}

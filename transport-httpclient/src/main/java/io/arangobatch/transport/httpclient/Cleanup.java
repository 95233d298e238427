package io.arangobatch.transport.httpclient;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What has to be undone when an exchange ends: each action runs once, even one that is added after the end. */
final class Cleanup {

    private final Queue<Runnable> actions = new ConcurrentLinkedQueue<>();
    private volatile boolean over;

    void add(Runnable action) {
        actions.add(action);
        if (over) {
            runAll();
        }
    }

    void run() {
        over = true;
        runAll();
    }

    private void runAll() {
        for (Runnable action = actions.poll(); action != null; action = actions.poll()) {
            action.run();
        }
    }
}

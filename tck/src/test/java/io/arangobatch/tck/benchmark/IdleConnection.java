package io.arangobatch.tck.benchmark;

import io.arangobatch.ArangoDriver;
import io.arangobatch.Connection;
import io.arangobatch.tck.benchmark.process.Dialogue;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.ToLongFunction;

/** Uses a connection when it is told to, and tells what the driver's threads cost. */
final class IdleConnection {

    /** What to do before the processor time is read. */
    enum Request {
        USE,
        NOTHING
    }

    private IdleConnection() {}

    /**
     * Connects to a URL.
     *
     * @param args the URL
     */
    public static void main(String[] args) throws IOException {
        try (Connection connection = ArangoDriver.connect(args[0])) {
            Dialogue.onStandardStreams(Request.class, request -> {
                if (request == Request.USE) {
                    connection.serverVersion();
                }
                return nanosOfDriverThreads();
            });
        }
    }

    /** Not those of the process: the compiler works on long after there was something to do. */
    private static long nanosOfDriverThreads() {
        ThreadMXBean meter = ManagementFactory.getThreadMXBean();
        ToLongFunction<Thread> used = thread -> meter.getThreadCpuTime(thread.getId());
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("arangobatch-"))
                .mapToLong(used)
                .sum();
    }
}

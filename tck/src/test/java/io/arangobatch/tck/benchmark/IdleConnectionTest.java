package io.arangobatch.tck.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.arangobatch.tck.benchmark.IdleConnection.Request;
import io.arangobatch.tck.benchmark.process.ChildJvm;
import io.arangobatch.tck.server.scripted.Script;
import io.arangobatch.tck.server.scripted.ScriptedServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a connection costs that has nothing to do, in a JVM where no other has. */
class IdleConnectionTest {

    private static final Duration IDLE = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String VERSION =
            "HTTP/1.1 200 OK\r\nContent-Length: 37\r\n\r\n{\"server\":\"arango\",\"version\":\"3.2.2\"}";

    @ParameterizedTest
    @ValueSource(strings = {"netty", "httpclient"})
    void aConnectionThatIsIdleCostsNextToNoProcessorTime(String transport) {
        try (ScriptedServer server = ScriptedServer.start(Script.answering(VERSION));
                ChildJvm jvm =
                        ChildJvm.start(IdleConnection.class, List.of(url(server, transport)), List.of(), List.of())) {
            // Once before, so that what happens at the end of it is not measured while classes are loaded.
            idle(server, jvm);

            long nanos = idle(server, jvm);

            assertThat(nanos)
                    .as("nanoseconds of processor time of the driver's threads, in %s", IDLE)
                    .isBetween(0L, IDLE.toNanos() / 100);
        }
    }

    /** From the answer to a request until the connection is closed because it was idle. */
    private static long idle(ScriptedServer server, ChildJvm jvm) {
        long before = jvm.ask(Request.USE, Long.class);
        assertThat(before).as("the driver's threads are found").isPositive();
        server.awaitOpen(0, PATIENCE);
        return jvm.ask(Request.NOTHING, Long.class) - before;
    }

    private static String url(ScriptedServer server, String transport) {
        return "arangodb://127.0.0.1:" + server.endpoint().port() + "/school?transport=" + transport + "&idleTimeout="
                + IDLE.toMillis() + "ms";
    }
}

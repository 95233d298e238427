package io.arangobatch.tck.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.arangobatch.spi.Endpoint;
import io.arangobatch.spi.Transport;
import io.arangobatch.spi.TransportCapability;
import io.arangobatch.spi.TransportException.Phase;
import io.arangobatch.tck.TckLevel;
import io.arangobatch.tck.TckTest;
import io.arangobatch.tck.bench.Bench;
import io.arangobatch.tck.bench.Bodies;
import io.arangobatch.tck.bench.Call;
import io.arangobatch.tck.bench.Http;
import io.arangobatch.tck.server.scripted.Script;
import io.arangobatch.tck.server.scripted.ScriptedServer;
import io.arangobatch.tck.tls.Certificates;
import java.time.Duration;

/** Each timeout ends what it is for, within its bound, and nothing else. */
public abstract class TimeTopic {

    private static final String AT_ONCE = "the answer of a server that gives it at once";
    private static final String ARRIVES = "the request arrives at the server";

    @TckTest(
            id = "time.connect",
            contract = "A TCP connect that hangs fails in phase CONNECT when connectTimeout is over.",
            check = "Whether connectTimeout reaches the socket or the bootstrap.")
    void connect(Bench bench) {
        Endpoint silent = bench.silent();
        Transport transport = bench.open(bench.settings().connectTimeout(bench.brief()));
        Call call = bench.exchange(transport, bench.request(silent));
        call.failure(Phase.CONNECT, false);
        Within.assertTook(bench, call, bench.brief());
    }

    @TckTest(
            id = "time.connect-tls",
            contract = "A TLS handshake that hangs fails in phase CONNECT when connectTimeout is over.",
            check = "Whether connectTimeout covers the handshake too; many libraries have a setting of its own for it.",
            level = TckLevel.CAPABILITY,
            requires = TransportCapability.TLS)
    void connectTls(Bench bench) {
        ScriptedServer server = silentTls(bench);
        Transport transport =
                bench.open(bench.settings().connectTimeout(bench.brief()).sslContext(Certificates.client()));
        Call call = bench.exchange(transport, bench.request(server));
        call.failure(Phase.CONNECT, false);
        Within.assertTook(bench, call, bench.brief());
        server.awaitOpen(0, bench.patience());
    }

    @TckTest(
            id = "time.connect-no-limit",
            contract = "A connectTimeout of zero means no limit.",
            check = "Whether zero is taken for no time at all.")
    void connectNoLimit(Bench bench) {
        ScriptedServer server = bench.server(Script.answering(Http.OK));
        Transport transport = bench.open(bench.settings().connectTimeout(Duration.ZERO));
        bench.exchange(transport, bench.request(server)).answer();
    }

    @TckTest(
            id = "time.response-before-head",
            contract =
                    "A server that stays silent after the request fails it in phase RECEIVE when responseTimeout is over.",
            check = "Whether the timeout of each request is set, and ends the wait for the first byte.")
    void responseBeforeHead(Bench bench) {
        ScriptedServer server = reading(bench, "");
        Call call = bench.exchange(bench.request(server).responseTimeout(bench.brief()));
        call.failure(Phase.RECEIVE, true);
        Within.assertTook(bench, call, bench.brief());
        server.awaitOpen(0, bench.patience());
    }

    @TckTest(
            id = "time.response-within-head",
            contract = "A server that falls silent within the head fails the request when responseTimeout is over.",
            check = "Whether the timeout goes on after the first byte.")
    void responseWithinHead(Bench bench) {
        ScriptedServer server = reading(bench, "HTTP/1.1 200 OK\r\nContent-Le");
        Call call = bench.exchange(bench.request(server).responseTimeout(bench.brief()));
        call.failure(Phase.RECEIVE, true);
        Within.assertTook(bench, call, bench.brief());
    }

    @TckTest(
            id = "time.response-within-body",
            contract = "A server that falls silent within the body fails the request when responseTimeout is over.",
            check = "Whether the timeout goes on after the head: some libraries stop it there.")
    void responseWithinBody(Bench bench) {
        ScriptedServer server = reading(bench, Http.okHead(10) + "01234");
        Call call = bench.exchange(bench.request(server).responseTimeout(bench.brief()));
        call.failure(Phase.RECEIVE, true);
        Within.assertTook(bench, call, bench.brief());
        assertThat(call.recorder().body()).as("what the sink got").isEqualTo("01234");
        server.awaitOpen(0, bench.patience());
    }

    @TckTest(
            id = "time.response-drip",
            contract = "responseTimeout begins anew with each read: an answer that drips is fine.",
            check = "Whether the timeout is one for the whole answer.")
    void responseDrip(Bench bench) {
        InTime.test(bench.brief().multipliedBy(2), "an answer whose bytes come four times as often", timeout -> {
            ScriptedServer server = bench.server(connection -> {
                connection.readRequest();
                connection.send(Http.okHead(6));
                connection.drip("012345", 1, timeout.dividedBy(4));
                connection.awaitClientEnd();
            });
            Call call = bench.exchange(bench.request(server).responseTimeout(timeout));
            if (call.await() != null) {
                return false;
            }
            assertThat(call.answer().body())
                    .as("body that arrived over three halves of the timeout")
                    .isEqualTo("012345");
            return true;
        });
    }

    @TckTest(
            id = "time.response-not-while-sending",
            contract = "responseTimeout does not run before the last byte of the request is written.",
            check = "Whether the timeout begins with the exchange, or with the first byte written.")
    void responseNotWhileSending(Bench bench) {
        InTime.test(bench.brief().multipliedBy(2), "an answer to a request that was read slowly", timeout -> {
            Call call = bench.exchange(bench.request(readingSlowly(bench, timeout))
                    .method("POST")
                    .body(Bodies.mebibytes(64))
                    .responseTimeout(timeout));
            if (call.await() != null) {
                return false;
            }
            assertThat(call.answer().body()).as("body").isEqualTo("ok");
            return true;
        });
    }

    /** Takes twice the timeout to read a request of 64 MiB, but never as long to read some of it. */
    private static ScriptedServer readingSlowly(Bench bench, Duration timeout) {
        return bench.server(connection -> {
            long left = connection.readHead().contentLength();
            for (int pauses = 0; pauses < 6; pauses++) {
                connection.pause(timeout.dividedBy(3));
                connection.drain(8 * Bodies.MIB);
                left -= 8 * Bodies.MIB;
            }
            connection.drain(left);
            connection.send(Http.OK);
            connection.awaitClientEnd();
        });
    }

    @TckTest(
            id = "time.response-not-while-waiting",
            contract = "responseTimeout does not run while the exchange waits for a connection.",
            check = "Whether the timeout begins with the exchange.")
    void responseNotWhileWaiting(Bench bench) {
        Duration timeout = bench.brief();
        ScriptedServer server = bench.server(connection -> {
            connection.readRequest();
            connection.pause(timeout.multipliedBy(3));
            connection.send(Http.OK);
            connection.readRequest();
            connection.send(Http.OK);
            connection.awaitClientEnd();
        });
        Transport transport = bench.open(bench.settings().maxConnections(1));
        Call first = bench.exchange(transport, bench.request(server));
        server.awaitRequests(1, bench.patience());
        Call second = bench.exchange(transport, bench.request(server).responseTimeout(timeout));
        first.answer();
        second.answer();
    }

    @TckTest(
            id = "time.response-no-limit",
            contract = "A responseTimeout and a totalTimeout of zero mean no limit.",
            check = "Whether zero is taken for no time at all, or for a default of the HTTP library.")
    void responseNoLimit(Bench bench) {
        ScriptedServer server = bench.server(connection -> {
            connection.readRequest();
            connection.pause(bench.brief());
            connection.send(Http.OK);
            connection.awaitClientEnd();
        });
        bench.exchange(bench.request(server).responseTimeout(Duration.ZERO).totalTimeout(Duration.ZERO))
                .answer();
    }

    @TckTest(
            id = "time.response-own",
            contract = "Each request has its own timeouts, on a connection used again too.",
            check = "Whether the timeout of an earlier request stays set on its connection.")
    void responseOwn(Bench bench) {
        InTime.test(bench.brief(), AT_ONCE, timeout -> {
            ScriptedServer server = answeringSecond(bench, timeout.multipliedBy(3));
            Call first = bench.exchange(
                    bench.request(server).responseTimeout(timeout).totalTimeout(timeout.multipliedBy(2)));
            if (first.await() != null) {
                return false;
            }
            bench.exchange(bench.request(server)).answer();
            assertThat(server.accepted()).as("connections accepted").isEqualTo(1);
            return true;
        });
    }

    /** Answers the first request on a connection at once, and the second after a while. */
    private static ScriptedServer answeringSecond(Bench bench, Duration after) {
        return bench.server(connection -> {
            connection.readRequest();
            connection.send(Http.OK);
            connection.readRequest();
            connection.pause(after);
            connection.send(Http.OK);
            connection.awaitClientEnd();
        });
    }

    @TckTest(
            id = "time.total-drip",
            contract = "totalTimeout ends an answer that drips forever, in phase RECEIVE.",
            check = "Whether there is a timer for the whole exchange beside the one for each read.")
    void totalDrip(Bench bench) {
        assertTotal(bench, bench.brief().multipliedBy(2), connection -> {
            connection.readRequest();
            connection.send(Http.okHead(1_000_000));
            connection.drip("x".repeat(1_000_000), 1, Duration.ofMillis(20));
        });
    }

    @TckTest(
            id = "time.total-before-head",
            contract = "totalTimeout ends the wait for an answer, in phase RECEIVE.",
            check = "Whether the timer for the whole exchange runs from its beginning.")
    void totalBeforeHead(Bench bench) {
        assertTotal(bench, bench.brief(), connection -> {
            connection.readRequest();
            connection.awaitClientEnd();
        });
    }

    /** The server reads the request before the timeout runs out, and never ends its answer. */
    private static void assertTotal(Bench bench, Duration shortest, Script script) {
        InTime.test(shortest, ARRIVES, timeout -> {
            ScriptedServer server = bench.server(script);
            Call call = bench.exchange(bench.request(server).totalTimeout(timeout));
            call.failure();
            if (server.requests().isEmpty()) {
                return false;
            }
            call.failure(Phase.RECEIVE, true);
            Within.assertTook(bench, call, timeout);
            server.awaitOpen(0, bench.patience());
            return true;
        });
    }

    @TckTest(
            id = "time.total-while-sending",
            contract =
                    "totalTimeout ends a request that the server never reads, in phase SEND, with requestSent false.",
            check = "Whether the phase is known when the timer fires, and whether writing stops then.")
    void totalWhileSending(Bench bench) {
        InTime.test(bench.brief(), ARRIVES, timeout -> {
            ScriptedServer server = bench.server(connection -> {
                connection.readHead();
                connection.stall();
            });
            Call call = bench.exchange(bench.request(server)
                    .method("POST")
                    .body(Bodies.mebibytes(64))
                    .totalTimeout(timeout));
            call.failure();
            if (server.requests().isEmpty()) {
                return false;
            }
            call.failure(Phase.SEND, false);
            Within.assertTook(bench, call, timeout);
            return true;
        });
    }

    @TckTest(
            id = "time.total-while-waiting",
            contract = "totalTimeout ends the wait for a connection, in phase CONNECT.",
            check = "Whether the timer for the whole exchange runs from the call, not from the lease of a connection.")
    void totalWhileWaiting(Bench bench) {
        ScriptedServer server = reading(bench, "");
        Transport transport = bench.open(bench.settings().maxConnections(1));
        bench.exchange(transport, bench.request(server));
        server.awaitRequests(1, bench.patience());
        Call call = bench.exchange(transport, bench.request(server).totalTimeout(bench.brief()));
        call.failure(Phase.CONNECT, false);
        Within.assertTook(bench, call, bench.brief());
    }

    @TckTest(
            id = "time.total-while-connecting",
            contract = "totalTimeout ends a TCP connect that hangs, in phase CONNECT.",
            check = "Whether the timer for the whole exchange runs while connecting.")
    void totalWhileConnecting(Bench bench) {
        Endpoint silent = bench.silent();
        Call call = bench.exchange(bench.request(silent).totalTimeout(bench.brief()));
        call.failure(Phase.CONNECT, false);
        Within.assertTook(bench, call, bench.brief());
    }

    @TckTest(
            id = "time.total-not-reached",
            contract = "A totalTimeout that is not reached has no effect, then or later.",
            check =
                    "Whether the timer is stopped when the exchange ends: it must not close a connection that is in use again.")
    void totalNotReached(Bench bench) {
        InTime.test(bench.brief(), AT_ONCE, timeout -> {
            ScriptedServer server = answeringSecond(bench, timeout.multipliedBy(2));
            if (bench.exchange(bench.request(server).totalTimeout(timeout)).await() != null) {
                return false;
            }
            assertThat(bench.exchange(bench.request(server)).answer().body())
                    .as("body")
                    .isEqualTo("ok");
            return true;
        });
    }

    @TckTest(
            id = "time.names-what-ran-out",
            contract = "The message of a timeout names the endpoint and the time that ran out.",
            check = "How timeouts of the HTTP library are translated; '250' must stand in the message as it was set.")
    void namesWhatRanOut(Bench bench) {
        ScriptedServer server = reading(bench, "");
        String message = String.valueOf(bench.exchange(bench.request(server).responseTimeout(bench.brief()))
                .failure()
                .getMessage());
        assertThat(message)
                .as("message of the exception")
                .contains(server.endpoint().authority())
                .containsPattern(Times.anyForm(bench.brief()));
    }

    @TckTest(
            id = "time.leaves-nothing",
            contract = "Timeouts at every stage leave no connection, and after close no thread behind.",
            check = "Whether each path out of an exchange closes its connection and stops its timers.")
    void leavesNothing(Bench bench) {
        ScriptedServer server = bench.server(connection -> {
            connection.readHead();
            connection.awaitClientEnd();
        });
        Transport transport = bench.open(bench.settings().maxConnections(2).acquireTimeout(bench.brief()));
        Call[] calls = {
            bench.exchange(transport, bench.request(server).responseTimeout(bench.brief())),
            bench.exchange(transport, bench.request(server).totalTimeout(bench.brief())),
            bench.exchange(
                    transport, bench.request(server).totalTimeout(bench.brief().dividedBy(2))),
        };
        for (Call call : calls) {
            call.failure();
        }
        server.awaitOpen(0, bench.patience());
        Bench.closeWithin(transport, bench.patience());
        bench.threads().awaitGone(bench.patience());
    }

    private static ScriptedServer reading(Bench bench, String thenSent) {
        return bench.server(connection -> {
            connection.readRequest();
            connection.send(thenSent);
            connection.awaitClientEnd();
        });
    }

    static ScriptedServer silentTls(Bench bench) {
        return bench.server(ScriptedServer.builder()
                .pretendTls(Certificates.validServer())
                .always(connection -> connection.awaitClientEnd()));
    }
}

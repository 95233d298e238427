package io.arangobatch.tck.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.arangobatch.spi.Endpoint;
import io.arangobatch.spi.Transport;
import io.arangobatch.spi.TransportCapability;
import io.arangobatch.spi.TransportException;
import io.arangobatch.spi.TransportException.Phase;
import io.arangobatch.tck.TckLevel;
import io.arangobatch.tck.TckTest;
import io.arangobatch.tck.bench.Bench;
import io.arangobatch.tck.bench.Bodies;
import io.arangobatch.tck.bench.Call;
import io.arangobatch.tck.bench.Http;
import io.arangobatch.tck.bench.Request;
import io.arangobatch.tck.server.scripted.Script;
import io.arangobatch.tck.server.scripted.ScriptedServer;
import io.arangobatch.tck.tls.Certificates;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;

/** Encrypted connections, and certificates that must not be trusted. */
public abstract class TlsTopic {

    private static final int LARGE = 4;

    @TckTest(
            id = "tls.valid-name",
            contract = "A certificate of a trusted issuer for the host name is accepted.",
            check = "Whether the SSLContext of the TransportConfig is used.",
            level = TckLevel.CAPABILITY,
            requires = TransportCapability.TLS)
    void validName(Bench bench) {
        ScriptedServer server = answering(bench, Certificates.validServer());
        assertThat(exchange(bench, server.endpoint("localhost")).answer().body())
                .as("body")
                .isEqualTo("ok");
    }

    @TckTest(
            id = "tls.valid-address",
            contract = "A certificate of a trusted issuer for the IP address is accepted.",
            check = "Whether IP addresses are compared with the addresses of the certificate, not with its names.",
            level = TckLevel.CAPABILITY,
            requires = TransportCapability.TLS)
    void validAddress(Bench bench) {
        ScriptedServer server = answering(bench, Certificates.validServer());
        assertThat(exchange(bench, server.endpoint()).answer().body())
                .as("body")
                .isEqualTo("ok");
    }

    @TckTest(
            id = "tls.expired",
            contract = "A certificate that has run out is refused in phase CONNECT, and nothing is sent.",
            check = "Whether the trust manager of the SSLContext decides.",
            level = TckLevel.CAPABILITY,
            requires = TransportCapability.TLS)
    void expired(Bench bench) {
        ScriptedServer server = answering(bench, Certificates.expiredServer());
        for (Endpoint endpoint : List.of(server.endpoint("localhost"), server.endpoint())) {
            exchange(bench, endpoint).failure(Phase.CONNECT, false);
        }
        server.awaitOpen(0, bench.patience());
        assertThat(server.requests()).as("requests at the server").isEmpty();
    }

    @TckTest(
            id = "tls.self-signed",
            contract = "A certificate that only itself vouches for is refused in phase CONNECT, and nothing is sent.",
            check = "Whether the trust manager of the SSLContext decides.",
            level = TckLevel.CAPABILITY,
            requires = TransportCapability.TLS)
    void selfSigned(Bench bench) {
        ScriptedServer server = answering(bench, Certificates.selfSignedServer());
        for (Endpoint endpoint : List.of(server.endpoint("localhost"), server.endpoint())) {
            exchange(bench, endpoint).failure(Phase.CONNECT, false);
        }
        server.awaitOpen(0, bench.patience());
        assertThat(server.requests()).as("requests at the server").isEmpty();
    }

    @TckTest(
            id = "tls.unknown-issuer",
            contract =
                    "A certificate of an issuer that is not trusted is refused in phase CONNECT, and nothing is sent.",
            check = "Whether the trust manager of the SSLContext decides.",
            level = TckLevel.CAPABILITY,
            requires = TransportCapability.TLS)
    void unknownIssuer(Bench bench) {
        ScriptedServer server = answering(bench, Certificates.unknownIssuerServer());
        for (Endpoint endpoint : List.of(server.endpoint("localhost"), server.endpoint())) {
            exchange(bench, endpoint).failure(Phase.CONNECT, false);
        }
        server.awaitOpen(0, bench.patience());
        assertThat(server.requests()).as("requests at the server").isEmpty();
    }

    @TckTest(
            id = "tls.other-host",
            contract =
                    "A certificate of a trusted issuer for another host is refused in phase CONNECT, and nothing is sent.",
            check = "Whether the host name is verified: SSLParameters.setEndpointIdentificationAlgorithm(HTTPS).",
            level = TckLevel.CAPABILITY,
            requires = TransportCapability.TLS)
    void otherHost(Bench bench) {
        ScriptedServer server = answering(bench, Certificates.otherHostServer());
        for (Endpoint endpoint : List.of(server.endpoint("localhost"), server.endpoint())) {
            exchange(bench, endpoint).failure(Phase.CONNECT, false);
        }
        server.awaitOpen(0, bench.patience());
        assertThat(server.requests()).as("requests at the server").isEmpty();
    }

    @TckTest(
            id = "tls.default-context",
            contract = "Without an SSLContext the JVM's default one decides, which does not trust the kit's issuer.",
            check = "Whether a missing SSLContext is replaced by one that trusts everybody.",
            level = TckLevel.CAPABILITY,
            requires = TransportCapability.TLS)
    void defaultContext(Bench bench) {
        ScriptedServer server = answering(bench, Certificates.validServer());
        bench.exchange(bench.request(server)).failure(Phase.CONNECT, false);
        assertThat(server.requests()).as("requests at the server").isEmpty();
    }

    @TckTest(
            id = "tls.version-1.2",
            contract = "A server that speaks only TLS 1.2 is reached.",
            check = "Which protocol versions are enabled.",
            level = TckLevel.CAPABILITY,
            requires = TransportCapability.TLS)
    void tls12(Bench bench) {
        ScriptedServer server = bench.server(ScriptedServer.builder()
                .tls(Certificates.validServer(), "TLSv1.2")
                .always(Script.answering(Http.OK)));
        assertThat(exchange(bench, server.endpoint()).answer().body())
                .as("body")
                .isEqualTo("ok");
    }

    @TckTest(
            id = "tls.version-1.3",
            contract = "A server that speaks only TLS 1.3 is reached.",
            check = "Which protocol versions are enabled.",
            level = TckLevel.CAPABILITY,
            requires = TransportCapability.TLS)
    void tls13(Bench bench) {
        ScriptedServer server = bench.server(ScriptedServer.builder()
                .tls(Certificates.validServer(), "TLSv1.3")
                .always(Script.answering(Http.OK)));
        assertThat(exchange(bench, server.endpoint()).answer().body())
                .as("body")
                .isEqualTo("ok");
    }

    @TckTest(
            id = "tls.client-certificate",
            contract = "A server that demands a certificate gets the one of the SSLContext.",
            check = "Whether the key manager of the SSLContext is used.",
            level = TckLevel.CAPABILITY,
            requires = TransportCapability.TLS)
    void clientCertificate(Bench bench) {
        for (String version : List.of("TLSv1.2", "TLSv1.3")) {
            ScriptedServer server = demanding(bench, version);
            Transport transport = bench.open(bench.settings().sslContext(Certificates.clientWithCertificate()));
            assertThat(bench.exchange(transport, bench.request(server)).answer().body())
                    .as("body")
                    .isEqualTo("ok");
        }
    }

    @TckTest(
            id = "tls.client-certificate-missing",
            contract =
                    "A server that demands a certificate that the client does not have ends the exchange with a failure.",
            check = "Whether a refusal that comes after the client's end of the handshake (TLS 1.3) is seen.",
            level = TckLevel.CAPABILITY,
            requires = TransportCapability.TLS)
    void clientCertificateMissing(Bench bench) {
        for (String version : List.of("TLSv1.2", "TLSv1.3")) {
            ScriptedServer server = demanding(bench, version);
            exchange(bench, server.endpoint()).failure();
            assertThat(server.requests()).as("requests at the server").isEmpty();
        }
    }

    @TckTest(
            id = "tls.plain-server",
            contract = "A server that answers the handshake in plain text fails the exchange in phase CONNECT.",
            check = "How faults of the handshake are translated.",
            level = TckLevel.CAPABILITY,
            requires = TransportCapability.TLS)
    void plainServer(Bench bench) {
        ScriptedServer server = bench.server(
                ScriptedServer.builder().pretendTls(Certificates.validServer()).always(connection -> {
                    connection.readBytes(5);
                    connection.send(Http.OK);
                    connection.awaitClientEnd();
                }));
        exchange(bench, server.endpoint()).failure(Phase.CONNECT, false);
        server.awaitOpen(0, bench.patience());
    }

    @TckTest(
            id = "tls.plain-client",
            contract =
                    "A plain request to a server that expects TLS fails, and no answer is made of the server's alert.",
            check = "Whether bytes that are no HTTP fail the exchange.",
            level = TckLevel.CAPABILITY,
            requires = TransportCapability.TLS)
    void plainClient(Bench bench) {
        ScriptedServer server = answering(bench, Certificates.validServer());
        Endpoint plain =
                new Endpoint(server.endpoint().host(), server.endpoint().port(), false);
        Call call = bench.exchange(bench.request(plain));
        TransportException failure = call.failure();
        assertThat(call.recorder().calls())
                .as("calls of the sink; failure: " + failure)
                .isZero();
        server.awaitOpen(0, bench.patience());
    }

    @TckTest(
            id = "tls.reuse",
            contract = "An encrypted connection is used again.",
            check = "Whether the handshake is made once for a connection.",
            level = TckLevel.CAPABILITY,
            requires = TransportCapability.TLS)
    void reuse(Bench bench) {
        ScriptedServer server = answering(bench, Certificates.validServer());
        Request request = bench.request(server);
        bench.inTurn(trusting(bench), List.of(request, request, request)).forEach(Call::answer);
        assertThat(server.accepted()).as("connections accepted").isEqualTo(1);
    }

    @TckTest(
            id = "tls.large",
            contract = "4 MiB go and come over an encrypted connection, whole.",
            check = "How records are cut and joined, and whether partial writes go on where they stopped.",
            level = TckLevel.CAPABILITY,
            requires = TransportCapability.TLS)
    void large(Bench bench) {
        AtomicLong checksum = new AtomicLong();
        ScriptedServer server = bench.server(ScriptedServer.builder()
                .tls(Certificates.validServer())
                .always(connection -> {
                    checksum.set(connection.drain(connection.readHead().contentLength()));
                    connection.send(Http.okHead((long) LARGE * Bodies.MIB));
                    for (int i = 0; i < LARGE; i++) {
                        connection.send(Bodies.mebibyte());
                    }
                    connection.awaitClientEnd();
                }));
        Request request = bench.request(server).method("POST").body(Bodies.mebibytes(LARGE));
        Call call = bench.exchange(trusting(bench), request);
        assertThat(call.answer().checksum()).as("CRC-32 of the answer").isEqualTo(Bodies.checksum(LARGE));
        assertThat(checksum.get()).as("CRC-32 of the request").isEqualTo(Bodies.checksum(LARGE));
    }

    @TckTest(
            id = "tls.cut-within-body",
            contract = "An answer over TLS that is shorter than its Content-Length fails, and the sink gets what came.",
            check = "Whether a close_notify counts as the end of the body.",
            level = TckLevel.CAPABILITY,
            requires = TransportCapability.TLS)
    void cutWithinBody(Bench bench) {
        ScriptedServer server = bench.server(
                ScriptedServer.builder().tls(Certificates.validServer()).always(connection -> {
                    connection.readRequest();
                    connection.send(Http.okHead(1_000) + "only this");
                    connection.close();
                }));
        Call call = exchange(bench, server.endpoint());
        call.failure(Phase.RECEIVE, true);
        assertThat(call.recorder().body()).as("what the sink got").isEqualTo("only this");
    }

    @TckTest(
            id = "tls.truncated",
            contract =
                    "A body without a length whose TLS connection ends without close_notify fails: anybody could have cut it.",
            check = "Whether the end of the TCP connection is told from the end of the TLS session.",
            level = TckLevel.CAPABILITY,
            requires = TransportCapability.TLS)
    void truncated(Bench bench) {
        ScriptedServer server = bench.server(
                ScriptedServer.builder().tls(Certificates.validServer()).always(connection -> {
                    connection.readRequest();
                    connection.send(Http.head("HTTP/1.1 200 OK") + "cut");
                    connection.cut();
                }));
        exchange(bench, server.endpoint()).failure(Phase.RECEIVE, true);
    }

    @TckTest(
            id = "tls.reset",
            contract = "A reset within an answer over TLS fails in phase RECEIVE.",
            check = "How exceptions of the read are translated.",
            level = TckLevel.CAPABILITY,
            requires = TransportCapability.TLS)
    void reset(Bench bench) {
        ScriptedServer server = bench.server(
                ScriptedServer.builder().tls(Certificates.validServer()).always(connection -> {
                    connection.readRequest();
                    connection.send(Http.okHead(1_000));
                    connection.reset();
                }));
        exchange(bench, server.endpoint()).failure(Phase.RECEIVE, true);
    }

    @TckTest(
            id = "tls.cancel",
            contract = "A cancelled exchange closes its encrypted connection, though the server reads nothing.",
            check = "Whether cancelling waits for an answer to close_notify.",
            level = TckLevel.CAPABILITY,
            requires = TransportCapability.TLS)
    void cancel(Bench bench) {
        ScriptedServer server = bench.server(
                ScriptedServer.builder().tls(Certificates.validServer()).always(connection -> {
                    connection.readRequest();
                    connection.awaitClientEnd();
                }));
        Call call = exchange(bench, server.endpoint());
        server.awaitRequests(1, bench.patience());
        call.future().cancel(true);
        server.awaitOpen(0, bench.patience());
    }

    private static ScriptedServer answering(Bench bench, SSLContext context) {
        return bench.server(ScriptedServer.builder().tls(context).always(Script.answering(Http.OK)));
    }

    private static ScriptedServer demanding(Bench bench, String version) {
        return bench.server(ScriptedServer.builder()
                .tls(Certificates.validServer(), version)
                .demandClientCertificate()
                .always(Script.answering(Http.OK)));
    }

    private static Transport trusting(Bench bench) {
        return bench.open(bench.settings().sslContext(Certificates.client()));
    }

    private static Call exchange(Bench bench, Endpoint endpoint) {
        return bench.exchange(trusting(bench), bench.request(endpoint));
    }
}

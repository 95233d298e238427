package io.arangobatch.tck.benchmark.run;

import io.arangobatch.ConnectionConfig;
import io.arangobatch.spi.Endpoint;
import io.arangobatch.tck.benchmark.Target;
import io.arangobatch.tck.benchmark.load.Load;
import java.util.Optional;

/** A server that somebody else runs: a collection is made in it, and dropped at the end. */
public final class RunningServer implements Server {

    private final Target target;
    private final Fixture fixture;

    private RunningServer(Target target, Fixture fixture) {
        this.target = target;
        this.fixture = fixture;
    }

    /**
     * Reads the address of a server.
     *
     * @param url as the driver reads it, or {@code http://…}
     * @throws io.arangobatch.ArangoConfigurationException if the URL is malformed
     * @throws IllegalArgumentException if the benchmark cannot use such a server
     */
    public static Target target(String url) {
        ConnectionConfig config = ConnectionConfig.parse(url.replaceFirst("^http://", "arangodb://"));
        if (config.tls() || config.endpoints().size() > 1) {
            throw new IllegalArgumentException("the benchmark measures one server, without TLS");
        }
        Endpoint endpoint = config.endpoints().get(0);
        return new Target(
                endpoint.host(),
                endpoint.port(),
                config.database(),
                Fixture.COLLECTION,
                config.user().orElse(""),
                config.password().orElse(""));
    }

    static RunningServer at(String url, String transport) {
        Target target = target(url);
        return new RunningServer(target, Fixture.create(target, transport));
    }

    @Override
    public String name() {
        return target.host() + ":" + target.port();
    }

    @Override
    public Target target() {
        return target;
    }

    @Override
    public boolean takes(Load load) {
        return ServerKind.EMBEDDED.takes(load);
    }

    @Override
    public void reset() {
        fixture.reset();
    }

    @Override
    public Optional<Wire> wire() {
        return Optional.empty();
    }

    @Override
    public void close() {
        fixture.close();
    }
}

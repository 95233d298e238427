package io.arangobatch.tck.benchmark.run;

import io.arangobatch.tck.benchmark.Target;
import io.arangobatch.tck.benchmark.load.Load;
import io.arangobatch.tck.benchmark.process.ChildJvm;
import java.util.List;
import java.util.Optional;

/** A server in a JVM of its own that lives as long as this object. */
final class StartedServer implements Server {

    private static final String ASK = "state";

    private final ServerKind kind;
    private final ChildJvm jvm;
    private final Target target;
    private final Optional<Fixture> fixture;

    private StartedServer(ServerKind kind, ChildJvm jvm, Target target, Optional<Fixture> fixture) {
        this.kind = kind;
        this.jvm = jvm;
        this.target = target;
        this.fixture = fixture;
    }

    static StartedServer start(ServerKind kind, String transport) {
        ChildJvm jvm = ChildJvm.start(ServerMain.class, List.of(kind.name()), List.of("-Xmx4g"), List.of());
        try {
            int port = jvm.ask(ASK, ServerMain.State.class).port();
            Target target = new Target("127.0.0.1", port, "_system", Fixture.COLLECTION, "", "");
            Optional<Fixture> fixture =
                    kind == ServerKind.NULL ? Optional.empty() : Optional.of(Fixture.create(target, transport));
            return new StartedServer(kind, jvm, target, fixture);
        } catch (RuntimeException e) {
            jvm.close();
            throw e;
        }
    }

    @Override
    public String name() {
        return kind.toString();
    }

    @Override
    public Target target() {
        return target;
    }

    @Override
    public boolean takes(Load load) {
        return kind.takes(load);
    }

    @Override
    public void reset() {
        fixture.ifPresent(Fixture::reset);
    }

    @Override
    public Optional<Wire> wire() {
        ServerMain.State state = jvm.ask(ASK, ServerMain.State.class);
        return Optional.of(new Wire(state.received(), state.sent()));
    }

    @Override
    public void close() {
        fixture.ifPresent(Fixture::close);
        jvm.close();
    }
}

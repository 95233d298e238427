package io.arangobatch.tck.benchmark.client;

import io.arangobatch.tck.benchmark.contender.Contender;
import io.arangobatch.tck.benchmark.contender.Contenders;
import io.arangobatch.tck.benchmark.process.Dialogue;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The JVM of one contender: does what it is asked until nobody asks any more. */
public final class ClientMain {

    private @Nullable Bout bout;
    private final Contender contender;

    private ClientMain(Contender contender) {
        this.contender = contender;
    }

    /** Takes the name of the contender. */
    public static void main(String[] args) throws Exception {
        ClientMain client = new ClientMain(contender(args[0]));
        Dialogue.onStandardStreams(Request.class, client::answer);
        if (client.bout != null) {
            client.bout.close();
        }
    }

    private static Contender contender(String name) {
        return Stream.concat(
                        Contenders.own(Contenders.transports()).stream(),
                        Contenders.peers(ClientMain.class.getClassLoader()).stream())
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no contender " + name));
    }

    private Object answer(Request request) throws Exception {
        return switch (request.action()) {
            case OPEN -> {
                bout = Bout.open(
                        contender, Objects.requireNonNull(request.target()), Objects.requireNonNull(request.load()));
                yield "open";
            }
            case WARM_UP -> Objects.requireNonNull(bout).warmUp(request.millis());
            case ROUND -> Objects.requireNonNull(bout).round(request.millis());
            case WEIGH -> Objects.requireNonNull(bout).weigh();
        };
    }
}

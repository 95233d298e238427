package io.arangobatch.tck.smallheap;

import io.arangobatch.spi.Endpoint;
import io.arangobatch.spi.RequestBody;
import io.arangobatch.spi.Transport;
import io.arangobatch.spi.TransportProvider;
import io.arangobatch.spi.TransportRequest;
import io.arangobatch.tck.bench.Bodies;
import io.arangobatch.tck.bench.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What runs in the JVM with the small heap: one exchange over the transport of a name, found as an application finds it. */
public final class Streaming {

    private Streaming() {}

    /**
     * Streams, prints the verdict, and ends the JVM, for which a transport may have left threads behind.
     *
     * @param arguments name of the transport, host, port, mebibytes of the answer, milliseconds to wait at most
     */
    public static void main(String[] arguments) {
        Endpoint endpoint = new Endpoint(arguments[1], Integer.parseInt(arguments[2]), false);
        int mebibytes = Integer.parseInt(arguments[3]);
        Duration patience = Duration.ofMillis(Long.parseLong(arguments[4]));
        System.out.println(verdict(arguments[0], endpoint, mebibytes, patience).line());
        System.exit(0);
    }

    private static Verdict verdict(String name, Endpoint endpoint, int mebibytes, Duration patience) {
        List<String> found = new ArrayList<>();
        Iterator<TransportProvider> providers =
                ServiceLoader.load(TransportProvider.class).iterator();
        while (true) {
            Optional<TransportProvider> next = next(providers);
            if (next.isEmpty()) {
                return new Verdict(
                        Verdict.Kind.ABSENT,
                        "in a JVM of its own, which has the class path of this one, ServiceLoader finds no transport '"
                                + name + "'; it finds " + found);
            }
            found.add(next.get().name());
            if (next.get().name().equals(name)) {
                return verdict(next.get(), endpoint, mebibytes, patience);
            }
        }
    }

    /** A provider that cannot be loaded is not the one that is looked for, and of no interest. */
    private static Optional<TransportProvider> next(Iterator<TransportProvider> providers) {
        while (true) {
            try {
                return providers.hasNext() ? Optional.of(providers.next()) : Optional.empty();
            } catch (ServiceConfigurationError unusable) {
                continue;
            }
        }
    }

    private static Verdict verdict(TransportProvider provider, Endpoint endpoint, int mebibytes, Duration patience) {
        Duration roomy = patience.multipliedBy(2);
        TransportRequest request =
                new TransportRequest(endpoint, "GET", "/", List.of(), RequestBody.empty(), roomy, roomy);
        Tally tally = new Tally();
        Transport transport = provider.open(new Settings(roomy, roomy, roomy, 1, Optional.empty()));
        try {
            transport.exchange(request, tally).get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            return broken("the exchange ended with " + failed.getCause(), tally);
        } catch (TimeoutException late) {
            return broken("the exchange did not end within " + patience.toMillis() + " ms", tally);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return broken("it was interrupted", tally);
        }
        if (tally.bytes() != (long) mebibytes * Bodies.MIB || !tally.asSent()) {
            return broken("the body is another than the one that was sent", tally);
        }
        return new Verdict(Verdict.Kind.STREAMED, mebibytes + " MiB");
    }

    private static Verdict broken(String how, Tally tally) {
        return new Verdict(Verdict.Kind.BROKEN, how + ", after " + tally.bytes() + " bytes had been handed on");
    }
}

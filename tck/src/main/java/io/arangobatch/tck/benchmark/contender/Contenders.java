package io.arangobatch.tck.benchmark.contender;

import io.arangobatch.spi.TransportProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/** The contenders of a class path: our driver over each transport in each variant, the limits, and what peers add. */
public final class Contenders {

    private Contenders() {}

    /** The names of the transports that can be used here. */
    public static List<String> transports() {
        return ServiceLoader.load(TransportProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.unavailableBecause().isEmpty())
                .map(TransportProvider::name)
                .distinct()
                .sorted()
                .toList();
    }

    /** What is there without peers. */
    public static List<Contender> own(List<String> transports) {
        List<Contender> contenders = new ArrayList<>();
        for (String transport : transports) {
            Variant.ALL.forEach(variant -> contenders.add(new DriverContender(transport, variant)));
        }
        for (boolean coalesced : new boolean[] {false, true}) {
            contenders.add(new SocketLimit(coalesced, false));
            contenders.add(new SocketLimit(coalesced, true));
        }
        contenders.addAll(TransportLimit.of(transports));
        contenders.add(new EncodingLimit());
        return contenders;
    }

    /** What peers add that this loader knows. */
    public static List<Contender> peers(ClassLoader loader) {
        return ServiceLoader.load(ContenderSource.class, loader).stream()
                .flatMap(source -> source.get().contenders().stream())
                .toList();
    }
}

package io.arangobatch.internal.transport;

import io.arangobatch.spi.TransportCapability;
import io.arangobatch.spi.TransportProvider;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A provider that has answered every question about itself, so that nothing of foreign code runs while a choice is made.
 *
 * @param provider the provider
 * @param name its name
 * @param priority its priority
 * @param capabilities what its transports can do
 * @param unavailable why it cannot work here, if it cannot
 */
record Candidate(
        TransportProvider provider,
        String name,
        int priority,
        Set<TransportCapability> capabilities,
        Optional<String> unavailable) {

    /** The best first: the higher priority, then the name. */
    static final Comparator<Candidate> BEST_FIRST =
            Comparator.comparingInt(Candidate::priority).reversed().thenComparing(Candidate::name);

    private static final Pattern NAME = Pattern.compile("[a-z0-9-]+");

    /** Asks the provider. What it throws goes to the caller, who guards. */
    static Candidate of(TransportProvider provider) {
        String name = Objects.requireNonNull(provider.name(), "name() returned null");
        if (!NAME.matcher(name).matches()) {
            throw new IllegalStateException(
                    "its name is not made of lower-case letters, digits and hyphens: \"" + name + "\"");
        }
        return new Candidate(
                provider,
                name,
                provider.priority(),
                Set.copyOf(provider.capabilities()),
                Objects.requireNonNull(provider.unavailableBecause(), "unavailableBecause() returned null"));
    }

    String className() {
        return provider.getClass().getName();
    }

    /** Why this provider cannot serve a connection that needs what is given. */
    Optional<String> unusable(boolean tls) {
        if (tls && !capabilities.contains(TransportCapability.TLS)) {
            return unavailable.or(() -> Optional.of("it cannot do TLS, which the endpoints ask for"));
        }
        return unavailable;
    }
}

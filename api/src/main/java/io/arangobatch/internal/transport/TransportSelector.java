package io.arangobatch.internal.transport;

import io.arangobatch.ArangoConfigurationException;
import io.arangobatch.ConnectionConfig;
import io.arangobatch.spi.Transport;
import io.arangobatch.spi.TransportConfig;
import io.arangobatch.spi.TransportProvider;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decides which transport a connection uses, and opens it. Keeps nothing between two calls.
 *
 * <table>
 * <caption>The first row that fits decides</caption>
 * <tr><th>row</th><th>what there is</th><th>what is used</th><th>what is told</th></tr>
 * <tr><td>1</td><td>a {@code Transport} in the configuration</td><td>that one; the class path is not searched</td><td>nothing</td></tr>
 * <tr><td>1</td><td>a {@code TransportProvider} in the configuration</td><td>that one; the class path is not searched; error if it cannot work
 *     here</td><td>nothing</td></tr>
 * <tr><td>2</td><td>a name: option {@code transport} (builder over URL over properties), else system property {@code arangobatch.transport}, else
 *     environment variable {@code ARANGOBATCH_TRANSPORT}; empty ones do not count</td><td>the provider of that name; error if there is none, or it
 *     cannot work here</td><td>nothing</td></tr>
 * <tr><td>3</td><td>one provider that works here</td><td>that one</td><td>nothing; a warning if others were left out</td></tr>
 * <tr><td>4</td><td>several</td><td>the highest priority, ties by name; if it does not open, the next</td><td>one warning that lists all and how to
 *     choose</td></tr>
 * <tr><td>5</td><td>none</td><td>error with what to add, where it was looked for, and who was left out</td><td>nothing</td></tr>
 * </table>
 *
 * <p>Left out are: broken providers; those that say that they are unavailable; those without TLS, where the endpoints ask for it. Of several
 * providers with one name the one that works, and then the one whose class name sorts first, is used, which is warned of.
 */
public final class TransportSelector {

    static final String SYSTEM_PROPERTY = "arangobatch.transport";
    static final String ENVIRONMENT_VARIABLE = "ARANGOBATCH_TRANSPORT";

    private final System.Logger logger;
    private final NullableLookup systemProperties;
    private final NullableLookup environment;

    /** Looks up a value by its name, as {@link System#getenv(String)} does. */
    interface NullableLookup {
        @Nullable
        String get(String name);
    }

    /** Chooses by the system properties and the environment of this JVM. */
    public TransportSelector() {
        this(System.getLogger("io.arangobatch.transport"), System::getProperty, System::getenv);
    }

    TransportSelector(System.Logger logger, NullableLookup systemProperties, NullableLookup environment) {
        this.logger = logger;
        this.systemProperties = systemProperties;
        this.environment = environment;
    }

    private record Choice(String name, String source) {}

    /**
     * Chooses and opens.
     *
     * @throws ArangoConfigurationException if there is no transport to use, or the TLS material is wrong
     */
    public OpenedTransport open(ConnectionConfig config) {
        if (config.transportInstance().isPresent()) {
            Transport given = config.transportInstance().get();
            return new OpenedTransport(given.getClass().getName(), given, false);
        }
        if (config.transportProvider().isPresent()) {
            return openGiven(config, config.transportProvider().get());
        }
        Discovery found = Discovery.search(config);
        Optional<Choice> choice = choice(config);
        return choice.isPresent() ? openNamed(config, found, choice.get()) : openBest(config, found);
    }

    private Optional<Choice> choice(ConnectionConfig config) {
        return config.transport()
                .map(name -> new Choice(name, "option transport"))
                .or(() -> choice(systemProperties.get(SYSTEM_PROPERTY), "system property " + SYSTEM_PROPERTY))
                .or(() ->
                        choice(environment.get(ENVIRONMENT_VARIABLE), "environment variable " + ENVIRONMENT_VARIABLE));
    }

    private static Optional<Choice> choice(@Nullable String name, String source) {
        return Optional.ofNullable(name).filter(text -> !text.isEmpty()).map(text -> new Choice(text, source));
    }

    private static OpenedTransport openGiven(ConnectionConfig config, TransportProvider provider) {
        Candidate candidate;
        try {
            candidate = Candidate.of(provider);
        } catch (LinkageError | RuntimeException fault) {
            throw SelectionTexts.brokenGiven(provider, fault);
        }
        return openChosen(config, candidate, "transportProvider");
    }

    private OpenedTransport openNamed(ConnectionConfig config, Discovery found, Choice choice) {
        List<Candidate> named = found.candidates().stream()
                .filter(candidate -> candidate.name().equals(choice.name()))
                .sorted(usableFirst(config))
                .toList();
        if (named.isEmpty()) {
            throw SelectionTexts.absent(choice.name(), choice.source(), found);
        }
        OpenedTransport opened = openChosen(config, named.get(0), choice.source());
        if (named.size() > 1) {
            logger.log(System.Logger.Level.WARNING, SelectionTexts.oneUsed(named.get(0), sameName(named)));
        }
        return opened;
    }

    private static OpenedTransport openChosen(ConnectionConfig config, Candidate chosen, String source) {
        chosen.unusable(config.tls()).ifPresent(reason -> {
            throw SelectionTexts.unusable(chosen, source, reason);
        });
        TransportConfig settings = TransportSettings.of(config);
        try {
            return open(chosen, settings);
        } catch (ServiceConfigurationError | LinkageError | RuntimeException fault) {
            throw SelectionTexts.unopened(chosen, source, fault);
        }
    }

    private OpenedTransport openBest(ConnectionConfig config, Discovery found) {
        List<String> leftOut = new ArrayList<>(found.broken());
        List<Candidate> usable = usable(config, found, leftOut);
        if (usable.isEmpty()) {
            throw SelectionTexts.none(found, leftOut);
        }
        TransportConfig settings = TransportSettings.of(config);
        for (Candidate candidate : usable) {
            try {
                OpenedTransport opened = open(candidate, settings);
                warn(usable, candidate, leftOut);
                return opened;
            } catch (ServiceConfigurationError | LinkageError | RuntimeException fault) {
                leftOut.add(SelectionTexts.unopened(candidate, fault));
            }
        }
        throw SelectionTexts.none(found, leftOut);
    }

    /** The providers that can serve, one of each name, the best first; who is left out, and why, is added to the list. */
    private static List<Candidate> usable(ConnectionConfig config, Discovery found, List<String> leftOut) {
        Map<String, List<Candidate>> byName = found.candidates().stream()
                .sorted(usableFirst(config))
                .collect(Collectors.groupingBy(Candidate::name, TreeMap::new, Collectors.toList()));
        List<Candidate> usable = new ArrayList<>();
        for (List<Candidate> named : byName.values()) {
            leftOut.addAll(sameName(named));
            Candidate first = named.get(0);
            first.unusable(config.tls())
                    .ifPresentOrElse(
                            reason -> leftOut.add(SelectionTexts.unusable(first, reason)), () -> usable.add(first));
        }
        usable.sort(Candidate.BEST_FIRST);
        return usable;
    }

    private static Comparator<Candidate> usableFirst(ConnectionConfig config) {
        return Comparator.<Candidate, Boolean>comparing(
                        candidate -> candidate.unusable(config.tls()).isPresent())
                .thenComparing(Candidate::className);
    }

    private static List<String> sameName(List<Candidate> named) {
        return named.stream()
                .skip(1)
                .map(other -> SelectionTexts.sameName(other, named.get(0)))
                .toList();
    }

    private void warn(List<Candidate> usable, Candidate used, List<String> leftOut) {
        if (usable.size() > 1) {
            logger.log(System.Logger.Level.WARNING, SelectionTexts.several(usable, used, leftOut));
        } else if (!leftOut.isEmpty()) {
            logger.log(System.Logger.Level.WARNING, SelectionTexts.oneUsed(used, leftOut));
        }
    }

    private static OpenedTransport open(Candidate candidate, TransportConfig settings) {
        Transport transport = Objects.requireNonNull(candidate.provider().open(settings), "open() returned null");
        return new OpenedTransport(candidate.name(), transport, true);
    }
}

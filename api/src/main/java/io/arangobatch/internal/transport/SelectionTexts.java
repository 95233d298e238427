package io.arangobatch.internal.transport;

import io.arangobatch.ArangoConfigurationException;
import io.arangobatch.spi.TransportProvider;
import java.util.List;
import java.util.stream.Collectors;

/** What the choice of a transport tells people. */
final class SelectionTexts {

    private static final String HOW_TO_CHOOSE =
            "Choose one with ?transport=NAME in the URL, transport(\"NAME\") in the builder, the system property "
                    + TransportSelector.SYSTEM_PROPERTY + ", or the environment variable "
                    + TransportSelector.ENVIRONMENT_VARIABLE
                    + ".";

    private static final String WHAT_TO_ADD = """
            Add one of these Maven dependencies:
              io.arangobatch:arangobatch-transport-httpclient
              io.arangobatch:arangobatch-transport-netty""";

    private static final String SHADED = "In a shaded jar the service files of all jars must be merged.";

    private SelectionTexts() {}

    static ArangoConfigurationException none(Discovery found, List<String> leftOut) {
        return new ArangoConfigurationException(
                "no transport was found. " + WHAT_TO_ADD + searched(found) + leftOut(leftOut));
    }

    static ArangoConfigurationException absent(String name, String source, Discovery found) {
        String names = found.candidates().stream()
                .map(Candidate::name)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        return new ArangoConfigurationException(quoted(name) + from(source) + " was not found; found: "
                + (names.isEmpty() ? "none. " + WHAT_TO_ADD : names + ".")
                + searched(found)
                + leftOut(found.broken()));
    }

    static ArangoConfigurationException unusable(Candidate chosen, String source, String reason) {
        return new ArangoConfigurationException(quoted(chosen.name()) + from(source) + " cannot be used: " + reason);
    }

    static ArangoConfigurationException unopened(Candidate chosen, String source, Throwable fault) {
        return new ArangoConfigurationException(
                quoted(chosen.name()) + from(source) + " could not be opened: " + Faults.describe(fault), fault);
    }

    static ArangoConfigurationException brokenGiven(TransportProvider provider, Throwable fault) {
        return new ArangoConfigurationException(
                "the given transportProvider " + provider.getClass().getName() + " is broken: "
                        + Faults.describe(fault),
                fault);
    }

    static String unusable(Candidate candidate, String reason) {
        return quoted(candidate.name()) + " cannot be used: " + reason;
    }

    static String unopened(Candidate candidate, Throwable fault) {
        return quoted(candidate.name()) + " could not be opened: " + Faults.describe(fault);
    }

    static String sameName(Candidate other, Candidate used) {
        return "provider " + other.className() + " has the same name \"" + other.name() + "\" as " + used.className()
                + ", which goes first";
    }

    static String several(List<Candidate> usable, Candidate used, List<String> leftOut) {
        String all = usable.stream()
                .map(candidate -> candidate.name() + " (priority " + candidate.priority() + ")")
                .collect(Collectors.joining(", "));
        return "several transports were found: " + all + "; " + used.name() + " is used. " + HOW_TO_CHOOSE
                + leftOut(leftOut);
    }

    static String oneUsed(Candidate used, List<String> leftOut) {
        return quoted(used.name()) + " is used." + leftOut(leftOut);
    }

    private static String quoted(String name) {
        return "transport \"" + name + "\"";
    }

    private static String from(String source) {
        return ", chosen by " + source + ",";
    }

    private static String searched(Discovery found) {
        return "\nSearched for META-INF/services/" + TransportProvider.class.getName() + " in the class loaders: "
                + String.join(", ", found.loaders()) + ". " + SHADED;
    }

    private static String leftOut(List<String> reasons) {
        return reasons.isEmpty() ? "" : "\nLeft out:\n  " + String.join("\n  ", reasons);
    }
}

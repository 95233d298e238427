package io.arangobatch.tck.broken;

import static org.assertj.core.api.Assertions.assertThat;

import io.arangobatch.tck.TckCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The kit finds each fault with the tests that were made for it, and complains about nothing else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrokenTransportsTest {

    /** The runs mostly wait. */
    private static final int AT_ONCE = 8;

    private static final Path DOCUMENT = Path.of(System.getProperty("project.root"), "docs", "tck.md");
    private static final String BEGIN = "<!-- faults: begin -->";
    private static final String END = "<!-- faults: end -->";

    private final Map<Fault, KitRun> together = new EnumMap<>(Fault.class);
    private final Map<Fault, KitRun> alone = new EnumMap<>(Fault.class);

    @BeforeAll
    void runTheKitOverEveryFault() {
        ExecutorService runners = Executors.newFixedThreadPool(AT_ONCE);
        try {
            Map<Fault, CompletableFuture<KitRun>> runs = new EnumMap<>(Fault.class);
            for (Fault fault : Fault.values()) {
                runs.put(fault, CompletableFuture.supplyAsync(() -> run(fault, true), runners));
            }
            runs.forEach((fault, run) -> together.put(fault, run.join()));
        } finally {
            runners.shutdownNow();
        }
        for (Fault fault : Fault.values()) {
            alone.put(fault, run(fault, false));
        }
    }

    private static KitRun run(Fault fault, boolean beside) {
        return KitRun.of(
                new VendorLoader(fault).kit(),
                id -> beside ? Selection.together(fault, id) : Selection.alone(fault, id));
    }

    @Test
    void theTransportThatTheFaultsAreMadeFromPasses() {
        assertThat(messages(Fault.NONE)).isEmpty();
        Set<String> run = new TreeSet<>(together.get(Fault.NONE).passed());
        run.addAll(alone.get(Fault.NONE).passed());
        assertThat(run).as("tests that ran").hasSizeGreaterThan(200);
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void theTestsThatWereMadeForAFaultFail(Fault fault) {
        assertThat(failed(fault))
                .as("tests that failed because " + fault.what())
                .containsAll(fault.caughtBy());
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void noOtherTestFails(Fault fault) {
        assertThat(failures(fault)
                        .filter(failure -> !fault.mayShowIn(failure.test().id()))
                        .map(failure -> failure.thrown().getMessage())
                        .toList())
                .as("failures that have nothing to do with this: " + fault.what())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void everyFailureTellsTheTestAndWhereToLook(Fault fault) {
        assertThat(failures(fault))
                .allSatisfy(failure -> assertThat(failure.thrown())
                        .isInstanceOf(AssertionError.class)
                        .message()
                        .startsWith(failure.test().id() + " failed in ")
                        .contains("\nContract: " + failure.test().contract() + "\n")
                        .endsWith("\nCheck in the transport: " + failure.test().check()));
    }

    @ParameterizedTest
    @EnumSource
    void theKitItselfDoesNotBreak(Fault fault) {
        assertThat(Stream.of(together, alone)
                        .flatMap(runs -> runs.get(fault).strange().stream())
                        .toList())
                .as("failures outside of a test")
                .isEmpty();
        assertThat(failures(fault).map(failure -> failure.thrown().getCause()).filter(cause -> !isWorded(cause)))
                .as("exceptions that the kit did not expect")
                .isEmpty();
    }

    /** What the kit found, or what the transport threw where it must not. */
    private static boolean isWorded(Throwable cause) {
        return cause instanceof AssertionError
                || cause.getStackTrace()[0].getClassName().startsWith(Fault.class.getPackageName());
    }

    @Test
    void everyFaultIsCaughtByTestsThatTheKitHas() {
        assertThat(Fault.values()).hasSizeGreaterThan(40);
        assertThat(Arrays.stream(Fault.values())
                        .flatMap(fault -> fault.caughtBy().stream())
                        .collect(Collectors.toSet()))
                .isSubsetOf(TckCatalog.ids());
        assertThat(Arrays.stream(Fault.values())
                        .filter(fault -> fault.caughtBy().isEmpty()))
                .containsExactly(Fault.NONE);
    }

    /** {@code -Dtck.docs.update=true} writes the table anew. */
    @Test
    void theDocumentSaysWhichTestsCaughtWhichFault() throws IOException {
        String whole = Files.readString(DOCUMENT);
        int begin = whole.indexOf(BEGIN) + BEGIN.length();
        int end = whole.indexOf(END);
        if (Boolean.getBoolean("tck.docs.update")) {
            Files.writeString(DOCUMENT, whole.substring(0, begin) + table() + whole.substring(end));
        } else {
            assertThat(whole.substring(begin, end))
                    .as("table of faults in docs/tck.md; -Dtck.docs.update=true writes it anew")
                    .isEqualTo(table());
        }
    }

    private String table() {
        return Arrays.stream(Fault.values())
                .filter(fault -> fault != Fault.NONE)
                .map(this::row)
                .collect(Collectors.joining("\n", "\n| fault | caught by |\n| --- | --- |\n", "\n"));
    }

    private String row(Fault fault) {
        return failed(fault).stream()
                .filter(fault.caughtBy()::contains)
                .map(id -> "`" + id + "`")
                .collect(Collectors.joining(", ", "| " + fault.what() + " | ", " |"));
    }

    private Set<String> failed(Fault fault) {
        return failures(fault).map(failure -> failure.test().id()).collect(Collectors.toCollection(TreeSet::new));
    }

    private List<String> messages(Fault fault) {
        return failures(fault).map(failure -> String.valueOf(failure.thrown())).toList();
    }

    private Stream<KitRun.Failure> failures(Fault fault) {
        return Stream.of(together, alone).flatMap(runs -> runs.get(fault).failures().stream());
    }
}

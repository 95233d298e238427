package io.arangobatch.tck;

import io.arangobatch.BatchCarrier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** How a vendor runs the kit: its times, and which tests are waived for what reason. Immutable and thread-safe. */
public final class TckOptions {

    private static final TckOptions DEFAULTS = new TckOptions(
            Duration.ofSeconds(10),
            Duration.ofMillis(250),
            Duration.ofSeconds(4),
            Map.of(),
            Optional.empty(),
            "3.2.2",
            BatchCarrier.MULTIPART);

    private final Duration patience;
    private final Duration brief;
    private final Duration slack;
    private final Map<String, String> waivers;
    private final Optional<Path> report;
    private final String serverVersion;
    private final BatchCarrier carrier;

    private TckOptions(
            Duration patience,
            Duration brief,
            Duration slack,
            Map<String, String> waivers,
            Optional<Path> report,
            String serverVersion,
            BatchCarrier carrier) {
        this.patience = positive("patience", patience);
        this.brief = positive("brief", brief);
        this.slack = positive("slack", slack);
        this.waivers = Collections.unmodifiableMap(new LinkedHashMap<>(waivers));
        this.report = report;
        this.serverVersion = Objects.requireNonNull(serverVersion, "serverVersion");
        this.carrier = Objects.requireNonNull(carrier, "carrier");
    }

    /**
     * Returns options that suit a transport on an ordinary machine.
     *
     * @return a patience of 10 s, brief timeouts of 250 ms, a slack of 4 s, no waivers
     */
    public static TckOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Returns how long the kit waits for what must happen. A passing run never waits that long; raise it on a slow machine.
     *
     * @return a positive duration, 10 s by default
     */
    public Duration patience() {
        return patience;
    }

    /**
     * Returns the timeouts that the kit sets where they are meant to run out.
     *
     * @return a positive duration, 250 ms by default
     */
    public Duration brief() {
        return brief;
    }

    /**
     * Returns how late a timeout may take effect.
     *
     * @return a positive duration, 4 s by default
     */
    public Duration slack() {
        return slack;
    }

    /**
     * Returns the waived tests.
     *
     * @return the reasons by test id, in the order in which they were given
     */
    public Map<String, String> waivers() {
        return waivers;
    }

    /**
     * Tells whether and why a test is waived.
     *
     * @param id a test id
     * @return the reason, or empty if the test is demanded
     */
    public Optional<String> waiver(String id) {
        return Optional.ofNullable(waivers.get(Objects.requireNonNull(id, "id")));
    }

    /**
     * Returns the file that a report is written to at the end of the run. {@link TckParameters#REPORT} wins over it and says what the
     * name may hold.
     *
     * @return the file, or empty, as by default, if none is written
     */
    public Optional<Path> report() {
        return report;
    }

    /**
     * Returns the version of ArangoDB that the embedded servers of the batch topics play.
     *
     * @return a version, {@code 3.2.2} by default
     */
    public String serverVersion() {
        return serverVersion;
    }

    /**
     * Returns how the batch topics commit to embedded servers. A few tests use {@link BatchCarrier#PIPELINE} whatever stands here.
     *
     * @return {@link BatchCarrier#MULTIPART} by default
     */
    public BatchCarrier carrier() {
        return carrier;
    }

    /**
     * Returns these options with batch topics that run otherwise: against embedded servers of another version, or with another carrier.
     *
     * @param version such as {@code 3.12.4}; from {@code 3.12.3} on there is no endpoint for {@link BatchCarrier#MULTIPART}
     * @param how how commits travel
     * @return new options
     */
    public TckOptions withBatches(String version, BatchCarrier how) {
        return new TckOptions(patience, brief, slack, waivers, report, version, how);
    }

    /**
     * Returns these options with another patience.
     *
     * @param value a positive duration
     * @return new options
     * @throws IllegalArgumentException if the duration is zero or negative
     */
    public TckOptions withPatience(Duration value) {
        return new TckOptions(value, brief, slack, waivers, report, serverVersion, carrier);
    }

    /**
     * Returns these options with other timeouts that are meant to run out.
     *
     * @param value a positive duration
     * @return new options
     * @throws IllegalArgumentException if the duration is zero or negative
     */
    public TckOptions withBrief(Duration value) {
        return new TckOptions(patience, value, slack, waivers, report, serverVersion, carrier);
    }

    /**
     * Returns these options with another slack.
     *
     * @param value a positive duration
     * @return new options
     * @throws IllegalArgumentException if the duration is zero or negative
     */
    public TckOptions withSlack(Duration value) {
        return new TckOptions(patience, brief, value, waivers, report, serverVersion, carrier);
    }

    /**
     * Returns these options with a file that a report is written to.
     *
     * @param file the file, whose ending decides: {@code .html}, {@code .json}, or plain text; a missing directory is made
     * @return new options
     */
    public TckOptions withReport(Path file) {
        return new TckOptions(patience, brief, slack, waivers, Optional.of(file), serverVersion, carrier);
    }

    /**
     * Returns these options with one more test waived: it is reported as skipped, with the reason.
     *
     * @param id the id of a test of the kit
     * @param reason why this transport does not keep that promise, and perhaps where the defect is recorded
     * @return new options
     * @throws IllegalArgumentException if the kit has no such test, the test is waived already, or the reason is blank
     */
    public TckOptions waive(String id, String reason) {
        if (!TckCatalog.ids().contains(id)) {
            throw new IllegalArgumentException(
                    "cannot waive '" + id + "': the kit has no test of that id; docs/tck.md lists them all");
        }
        if (reason.isBlank()) {
            throw new IllegalArgumentException("cannot waive '" + id + "' without a reason");
        }
        Map<String, String> more = new LinkedHashMap<>(waivers);
        if (more.put(id, reason) != null) {
            throw new IllegalArgumentException("'" + id + "' is waived twice; keep one of the two reasons");
        }
        return new TckOptions(patience, brief, slack, more, report, serverVersion, carrier);
    }

    private static Duration positive(String name, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException(name + " is " + value + "; it must be positive");
        }
        return value;
    }
}

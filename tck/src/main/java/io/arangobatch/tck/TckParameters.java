package io.arangobatch.tck;

/**
 * The names of what can be set from outside of the code. Each is looked up as a configuration parameter of JUnit, which may be given as a
 * system property, in {@code junit-platform.properties} or by the build tool.
 */
public final class TckParameters {

    /**
     * The URL of a real ArangoDB: what makes sense against one is run there, in a database that the kit makes and drops; the rest is
     * skipped. Written as for the driver, or {@code http://[user:password@]host:port}. Not set by default.
     */
    public static final String URL = "arangobatch.tck.url";

    /**
     * The file that a report is written to; wins over {@link TckOptions#report()}. The ending decides: {@code .html}, {@code .json},
     * or plain text. The text <code>{transport}</code> within the name stands for the name of the transport. Not set by default.
     */
    public static final String REPORT = "arangobatch.tck.report";

    /** Whether the summary is printed at the end of a run; {@code true} by default. */
    public static final String SUMMARY = "arangobatch.tck.summary";

    private TckParameters() {}
}

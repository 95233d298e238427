package io.arangobatch.tck.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** A file that a report goes to; its ending decides on the form. */
public record ReportFile(Path path) {

    /** A file whose name may hold {@code {transport}}. */
    public static ReportFile forTransport(Path path, String transport) {
        return new ReportFile(Path.of(path.toString().replace("{transport}", transport)));
    }

    /**
     * Writes the report, and makes the directories that it needs.
     *
     * @throws UncheckedIOException if that fails
     */
    public void write(Report report) {
        write(inForm(report));
    }

    /**
     * Writes a report that is a text already.
     *
     * @throws UncheckedIOException if that fails
     */
    public void write(String text) {
        try {
            Path parent = path.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the report to " + path + ": " + e.getMessage(), e);
        }
    }

    private String inForm(Report report) {
        String name = path.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".html") || name.endsWith(".htm")) {
            return HtmlReport.of(report);
        }
        return name.endsWith(".json") ? JsonReport.of(report) : TextReport.of(report);
    }
}

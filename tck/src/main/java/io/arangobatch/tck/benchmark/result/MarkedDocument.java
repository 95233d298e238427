package io.arangobatch.tck.benchmark.result;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A document with two marks, between which the results stand.
 *
 * @param file where it is
 * @param before what stands before the results, with the first mark
 * @param after what stands behind them, with the second mark
 */
public record MarkedDocument(Path file, String before, String after) {

    private static final String BEGIN = "<!-- measured: begin -->";
    private static final String END = "<!-- measured: end -->";

    /**
     * Reads a document.
     *
     * @throws UncheckedIOException if the file cannot be read
     * @throws IllegalArgumentException if it has no such marks, or no extension
     */
    public static MarkedDocument read(Path file) {
        if (name(file).lastIndexOf('.') < 1) {
            throw new IllegalArgumentException(
                    file + " has no extension, so that the folder beside it, for the plots, would have the same name;"
                            + " rename it, such as to " + file + ".md");
        }
        String text = text(file);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException(
                    file + " has no lines " + BEGIN + " and " + END + ", between which the results are to stand");
        }
        return new MarkedDocument(file, text.substring(0, begin + BEGIN.length()) + "\n", text.substring(end));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    /** The folder beside it that has its name, for what it shows. */
    Path folder() {
        String name = name(file);
        return file.resolveSibling(name.substring(0, name.lastIndexOf('.')));
    }

    void write(String results) throws IOException {
        Files.writeString(file, before + results + after);
    }
}

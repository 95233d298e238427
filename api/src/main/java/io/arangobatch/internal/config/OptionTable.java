package io.arangobatch.internal.config;

import java.util.stream.Collectors;

/** The table of options as the README shows it. */
public final class OptionTable {

    private static final String HEAD = """
            | option | default | value | meaning |
            | --- | --- | --- | --- |
            """;

    private OptionTable() {}

    /** One line for each option, in Markdown. */
    public static String markdown() {
        return Options.ALL.stream().map(OptionTable::line).collect(Collectors.joining("\n", HEAD, "\n"));
    }

    private static String line(Option<?> option) {
        return "| `" + option.name() + "` | " + option.defaultText() + " | "
                + option.type().allowed() + " | " + option.meaning() + " |";
    }
}

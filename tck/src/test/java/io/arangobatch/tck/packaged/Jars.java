package io.arangobatch.tck.packaged;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where the built jars and the libraries are. */
final class Jars {

    private static final Path ROOT = Path.of(System.getProperty("project.root"));

    private Jars() {}

    static Path commandLine() {
        return ROOT.resolve("tck/target/arangobatch-tck-cli.jar");
    }

    /** The jar that a module of the build made, without sources and javadoc. */
    static Path of(String module) throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve(module).resolve("target"))) {
            return files.filter(file -> file.getFileName()
                            .toString()
                            .matches("arangobatch-" + module + "-[0-9].*(?<!-sources|-javadoc|-tests)\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no jar of " + module + "; run package first"));
        }
    }

    /** The libraries of this JVM's class path whose file names match, without what this build makes. */
    static List<Path> libraries(Predicate<String> fileName) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(file -> file.toString().endsWith(".jar"))
                .filter(file -> !file.getFileName().toString().startsWith("arangobatch-"))
                .filter(file -> fileName.test(file.getFileName().toString()))
                .toList();
    }

    static String path(Stream<Path> files) {
        return files.map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
}

package io.arangobatch.tck.smallheap;

import java.io.File;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where another JVM finds the classes of this one. */
final class ClassPath {

    private ClassPath() {}

    /** The class path of this JVM, after that of build tools which load a vendor's classes by a loader of their own. */
    static String of(Class<?> provider) {
        Set<String> places = new LinkedHashSet<>();
        for (@Nullable ClassLoader loader = provider.getClassLoader(); loader != null; loader = loader.getParent()) {
            if (loader instanceof URLClassLoader own) {
                Arrays.stream(own.getURLs()).flatMap(ClassPath::file).forEach(places::add);
            }
        }
        places.addAll(List.of(System.getProperty("java.class.path", "").split(File.pathSeparator)));
        places.remove("");
        return String.join(File.pathSeparator, places);
    }

    private static Stream<String> file(URL place) {
        try {
            return place.getProtocol().equals("file")
                    ? Stream.of(Path.of(place.toURI()).toString())
                    : Stream.empty();
        } catch (URISyntaxException unusual) {
            return Stream.empty();
        }
    }

    /** What makes the launcher find the modules of this JVM, and what is started. */
    static List<String> modules() {
        Module kit = Streaming.class.getModule();
        String path = System.getProperty("jdk.module.path", "");
        Stream<String> modules =
                path.isEmpty() ? Stream.empty() : Stream.of("-p", path, "--add-modules", "ALL-MODULE-PATH");
        Stream<String> main = kit.isNamed()
                ? Stream.of("-m", kit.getName() + "/" + Streaming.class.getName())
                : Stream.of(Streaming.class.getName());
        return Stream.concat(modules, main).toList();
    }
}

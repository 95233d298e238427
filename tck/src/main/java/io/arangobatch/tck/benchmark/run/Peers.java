package io.arangobatch.tck.benchmark.run;

import io.arangobatch.tck.benchmark.contender.Contender;
import io.arangobatch.tck.benchmark.contender.Contenders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds the peers in a folder that has a folder for each, since two versions of one driver cannot stand on one class path. */
public final class Peers {

    private Peers() {}

    /** Where the build puts them: beside the jar or the folder of classes that this class is in. */
    public static Path defaultFolder() {
        CodeSource source = Peers.class.getProtectionDomain().getCodeSource();
        try {
            return Path.of(source.getLocation().toURI()).resolveSibling("peers");
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the class path holds a strange place: " + source, e);
        }
    }

    static List<Candidate> in(Path folder) {
        List<Candidate> candidates = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            list(folder).filter(Files::isDirectory).sorted().forEach(peer -> candidates.addAll(of(peer)));
        }
        return candidates;
    }

    private static List<Candidate> of(Path peer) {
        List<Path> jars = list(peer)
                .filter(file -> file.toString().endsWith(".jar"))
                .sorted()
                .toList();
        try (URLClassLoader loader =
                new URLClassLoader(jars.stream().map(Peers::url).toArray(URL[]::new), Peers.class.getClassLoader())) {
            List<Contender> contenders = Contenders.peers(loader);
            return contenders.stream()
                    .map(contender -> new Candidate(contender, jars))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the peer in " + peer + ": " + e.getMessage(), e);
        }
    }

    private static Stream<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the folder " + folder + ": " + e.getMessage(), e);
        }
    }

    private static URL url(Path file) {
        try {
            return file.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("no address for " + file, e);
        }
    }
}

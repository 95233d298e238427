package io.arangobatch.tck.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.arangobatch.spi.Transport;
import io.arangobatch.spi.TransportProvider;
import io.arangobatch.tck.TckTest;
import io.arangobatch.tck.TckUse;
import io.arangobatch.tck.bench.Bench;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** How an application finds the provider, and what it may ask before it opens a transport. */
public abstract class DiscoveryTopic {

    private static final String SERVICE_FILE = "META-INF/services/" + TransportProvider.class.getName();

    @TckTest(
            id = "discovery.one-of-that-name",
            contract = "ServiceLoader finds exactly one provider of that name, and it is the one under test.",
            check =
                    "The file META-INF/services/io.arangobatch.spi.TransportProvider, and whether the class path holds two versions.",
            uses = TckUse.BLOCKING)
    void oneOfThatName(Bench bench) {
        List<Class<?>> found = new ArrayList<>();
        for (TransportProvider candidate : ServiceLoader.load(TransportProvider.class, loader(bench))) {
            if (candidate.name().equals(bench.provider().name())) {
                found.add(candidate.getClass());
            }
        }
        assertThat(found)
                .as("providers named '%s'", bench.provider().name())
                .isEqualTo(List.of(bench.provider().getClass()));
    }

    @TckTest(
            id = "discovery.service-file",
            contract =
                    "A service file on the class path names the class, so that the jar works outside of modules too.",
            check = "The file META-INF/services/io.arangobatch.spi.TransportProvider of the jar.",
            uses = TckUse.BLOCKING)
    void serviceFile(Bench bench) {
        assertThat(serviceFileLines(bench))
                .as("lines of all files " + SERVICE_FILE)
                .containsOnlyOnce(bench.provider().getClass().getName());
    }

    @TckTest(
            id = "discovery.module",
            contract = "If the jar is a module, its provides clause names the same class as its service file.",
            check = "The provides clause in module-info.java.",
            uses = TckUse.BLOCKING)
    void module(Bench bench) {
        String provider = bench.provider().getClass().getName();
        ModuleDescriptor descriptor = descriptor(bench.provider().getClass());
        assertThat(descriptor.provides().stream()
                        .filter(provides -> provides.service().equals(TransportProvider.class.getName()))
                        .flatMap(provides -> provides.providers().stream())
                        .toList())
                .as("providers of TransportProvider in module " + descriptor.name())
                .contains(provider);
    }

    @TckTest(
            id = "discovery.constructor",
            contract = "The provider is a public class with a public constructor without parameters.",
            check = "Whether the class was made for ServiceLoader.",
            uses = TckUse.BLOCKING)
    void constructor(Bench bench) {
        Class<?> provider = bench.provider().getClass();
        assertThat(provider).as("class of the provider").isPublic();
        assertThatCode(() -> provider.getConstructor())
                .as("its public constructor without parameters")
                .doesNotThrowAnyException();
    }

    @TckTest(
            id = "discovery.constructor-works-not",
            contract = "Making a provider does no work: no thread comes with it.",
            check = "What static initialisers and the constructor start.",
            uses = TckUse.BLOCKING)
    void constructorWorksNot(Bench bench) {
        fresh(bench);
        assertThat(bench.threads().added().stream().map(Thread::getName).toList())
                .as("threads that came with the provider")
                .isEmpty();
    }

    @TckTest(
            id = "discovery.name-format",
            contract = "The name is of lower-case letters, digits and hyphens, and begins with a letter.",
            check = "TransportProvider.name(): it stands in URLs and environment variables.",
            uses = TckUse.BLOCKING)
    void nameFormat(Bench bench) {
        assertThat(bench.provider().name()).as("name").matches("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    }

    @TckTest(
            id = "discovery.stable",
            contract = "Name, priority and capabilities are the same at each call and in each instance.",
            check = "Whether anything of them is computed from the environment.",
            uses = TckUse.BLOCKING)
    void stable(Bench bench) {
        TransportProvider one = bench.provider();
        for (TransportProvider other : List.of(one, fresh(bench))) {
            assertThat(other.name()).as("name").isEqualTo(one.name());
            assertThat(other.priority()).as("priority").isEqualTo(one.priority());
            assertThat(other.capabilities()).as("capabilities").isEqualTo(one.capabilities());
        }
    }

    @TckTest(
            id = "discovery.capabilities-unmodifiable",
            contract = "Nobody can change a provider by changing the set of capabilities that it returned.",
            check = "Whether capabilities() returns Set.of(…) or a copy.",
            uses = TckUse.BLOCKING)
    void capabilitiesUnmodifiable(Bench bench) {
        Set<?> before = Set.copyOf(bench.provider().capabilities());
        try {
            bench.provider().capabilities().clear();
        } catch (UnsupportedOperationException unmodifiable) {
            assertThat(unmodifiable).isNotNull();
        }
        assertThat(bench.provider().capabilities())
                .as("capabilities afterwards")
                .isEqualTo(before);
    }

    @TckTest(
            id = "discovery.available",
            contract = "unavailableBecause never throws, and is empty where the kit runs.",
            check = "Whether libraries that may be absent are looked for without loading classes that need them.",
            uses = TckUse.BLOCKING)
    void available(Bench bench) {
        assertThat(bench.provider().unavailableBecause())
                .as("reason why the transport cannot work here")
                .isEmpty();
        assertThat(fresh(bench).unavailableBecause())
                .as("the same, of a new instance")
                .isEmpty();
    }

    @TckTest(
            id = "discovery.open-fresh",
            contract = "open gives a new transport at each call.",
            check = "Whether an instance is kept.",
            uses = TckUse.BLOCKING)
    void openFresh(Bench bench) {
        Transport first = bench.open(bench.settings());
        assertThat(bench.open(bench.settings()))
                .as("transport of the second call")
                .isNotSameAs(first);
    }

    private static TransportProvider fresh(Bench bench) {
        try {
            return bench.provider().getClass().getConstructor().newInstance();
        } catch (ReflectiveOperationException broken) {
            throw new AssertionError("expected: the provider's public constructor works; came: " + broken, broken);
        }
    }

    private static List<String> serviceFileLines(Bench bench) {
        try {
            List<String> lines = new ArrayList<>();
            for (URL file : Collections.list(loader(bench).getResources(SERVICE_FILE))) {
                try (var in = file.openStream()) {
                    new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .map(line -> line.replaceFirst("#.*", "").strip())
                            .forEach(lines::add);
                }
            }
            return lines;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Of a named module, or read from the module-info beside the class, as on a class path nobody else reads it. */
    private static ModuleDescriptor descriptor(Class<?> provider) {
        ModuleDescriptor named = provider.getModule().getDescriptor();
        if (named != null) {
            return named;
        }
        String path = provider.getName().replace('.', '/') + ".class";
        String whole = String.valueOf(provider.getResource("/" + path));
        String root = whole.substring(0, whole.length() - path.length());
        return Stream.of(root + "module-info.class")
                .flatMap(DiscoveryTopic::read)
                .findFirst()
                .orElseGet(() -> Assumptions.abort(
                        "skipped: the jar or folder of " + provider.getName() + " has no module-info"));
    }

    private static Stream<ModuleDescriptor> read(String url) {
        try (var in = new URL(url).openStream()) {
            return Stream.of(ModuleDescriptor.read(in));
        } catch (IOException absent) {
            return Stream.empty();
        }
    }

    private static ClassLoader loader(Bench bench) {
        ClassLoader own = bench.provider().getClass().getClassLoader();
        return own == null ? ClassLoader.getSystemClassLoader() : own;
    }
}

package io.arangobatch.tck.report;

import io.arangobatch.spi.TransportCapability;
import io.arangobatch.spi.TransportProvider;
import java.lang.module.ModuleDescriptor;
import java.util.List;
import java.util.Optional;

/** The transport under test, as its provider tells it; the version is that of its module or jar. */
public record Subject(String name, String provider, String version, List<String> capabilities) {

    public Subject {
        capabilities = List.copyOf(capabilities);
    }

    public static Subject of(TransportProvider provider) {
        Class<?> type = provider.getClass();
        List<String> capabilities = provider.capabilities().stream()
                .map(TransportCapability::name)
                .sorted()
                .toList();
        return new Subject(provider.name(), type.getName(), version(type), capabilities);
    }

    private static String version(Class<?> type) {
        return Optional.ofNullable(type.getModule().getDescriptor())
                .flatMap(ModuleDescriptor::rawVersion)
                .or(() -> Optional.ofNullable(type.getPackage().getImplementationVersion()))
                .orElse("of unknown version");
    }
}

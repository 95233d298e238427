package io.arangobatch.internal.transport;

import io.arangobatch.ConnectionConfig;
import io.arangobatch.spi.TransportProvider;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the class path holds: the providers that work, and in a line each those that do not. Every call into a provider is guarded by itself, so that one
 * broken jar does not hide the others.
 *
 * @param candidates the providers that answered, each class once
 * @param broken those that did not, with the reason
 * @param loaders where they were looked for
 */
record Discovery(List<Candidate> candidates, List<String> broken, List<String> loaders) {

    /** A loader that fails anew at each step would otherwise be asked for ever. */
    private static final int MOST_BROKEN = 100;

    /** Looks in the loader that the application gave, or else in the SPI's own and in the thread's context loader. */
    static Discovery search(ConnectionConfig config) {
        Map<String, ClassLoader> loaders = new LinkedHashMap<>();
        config.classLoader()
                .ifPresentOrElse(
                        given -> loaders.put("the given one " + nameOf(given), given), () -> addDefaults(loaders));
        Search search = new Search();
        loaders.values().forEach(search::in);
        return new Discovery(List.copyOf(search.candidates), List.copyOf(search.broken), List.copyOf(loaders.keySet()));
    }

    private static void addDefaults(Map<String, ClassLoader> loaders) {
        ClassLoader own = Objects.requireNonNullElseGet(
                TransportProvider.class.getClassLoader(), ClassLoader::getSystemClassLoader);
        loaders.put("the driver's own " + nameOf(own), own);
        @Nullable ClassLoader context = Thread.currentThread().getContextClassLoader();
        if (context != null && context != own) {
            loaders.put("the thread's context loader " + nameOf(context), context);
        }
    }

    private static String nameOf(ClassLoader loader) {
        String name = loader.getName();
        return "(" + (name == null ? loader.getClass().getName() : name) + ")";
    }

    private static final class Search {

        private final List<Candidate> candidates = new ArrayList<>();
        private final Set<String> broken = new LinkedHashSet<>();
        private final Set<String> seen = new LinkedHashSet<>();

        private void in(ClassLoader loader) {
            Iterator<ServiceLoader.Provider<TransportProvider>> found =
                    ServiceLoader.load(TransportProvider.class, loader).stream().iterator();
            for (int failures = 0; failures < MOST_BROKEN; ) {
                try {
                    if (!found.hasNext()) {
                        return;
                    }
                    add(found.next());
                } catch (ServiceConfigurationError | LinkageError | RuntimeException fault) {
                    broken.add(Faults.describe(fault));
                    failures++;
                }
            }
        }

        /**
         * The same class through a second loader is the same provider. The class that the loader tells beforehand does not say so: for a provider
         * method of a module it is the declared type.
         */
        private void add(ServiceLoader.Provider<TransportProvider> found) {
            String className = found.type().getName();
            try {
                TransportProvider provider = found.get();
                className = provider.getClass().getName();
                if (seen.add(className)) {
                    candidates.add(Candidate.of(provider));
                }
            } catch (ServiceConfigurationError | LinkageError | RuntimeException fault) {
                broken.add("provider " + className + " is broken: " + Faults.describe(fault));
            }
        }
    }
}

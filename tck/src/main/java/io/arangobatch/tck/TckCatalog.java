package io.arangobatch.tck;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;

/** Lists what the kit demands, as its annotations say it: waivers and documents are checked against this. Thread-safe. */
public final class TckCatalog {

    private TckCatalog() {}

    /**
     * Returns every test of the kit.
     *
     * @return the annotations, sorted by id
     */
    public static List<TckTest> tests() {
        return methods()
                .map(method -> method.getAnnotation(TckTest.class))
                .sorted(Comparator.comparing(TckTest::id))
                .toList();
    }

    /**
     * Returns the ids of all tests.
     *
     * @return the ids, sorted
     */
    public static Set<String> ids() {
        return Ids.ALL;
    }

    private static Stream<Method> methods() {
        return Arrays.stream(TransportTck.class.getDeclaredClasses())
                .filter(topic -> topic.isAnnotationPresent(Nested.class))
                .flatMap(TckCatalog::methodsOf)
                .filter(method -> method.isAnnotationPresent(TckTest.class));
    }

    private static Stream<Method> methodsOf(Class<?> topic) {
        Class<?> parent = topic.getSuperclass();
        return parent == null
                ? Stream.empty()
                : Stream.concat(Arrays.stream(topic.getDeclaredMethods()), methodsOf(parent));
    }

    /** Reflection over all topics is done once, and only when somebody asks. */
    private static final class Ids {
        static final SortedSet<String> ALL = Collections.unmodifiableSortedSet(
                new TreeSet<>(tests().stream().map(TckTest::id).toList()));
    }
}

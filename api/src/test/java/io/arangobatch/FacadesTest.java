package io.arangobatch;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arangobatch.request.Aql;
import io.arangobatch.request.ArangoRequest;
import io.arangobatch.request.CollectionOptions;
import io.arangobatch.request.Collections;
import io.arangobatch.request.Databases;
import io.arangobatch.request.DocumentOptions;
import io.arangobatch.request.Documents;
import io.arangobatch.request.ImportOptions;
import io.arangobatch.request.IndexDefinition;
import io.arangobatch.request.Indexes;
import io.arangobatch.request.QueryOptions;
import io.arangobatch.request.Server;
import io.arangobatch.scripted.Probe;
import io.arangobatch.scripted.ScriptedTransport;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each factory of requests has its counterpart in both contexts, which makes the very same request. */
class FacadesTest {

    private static final String COLLECTION = "ü c";

    /** Where the counterpart is called otherwise than the factory. */
    private static final Map<String, String> OTHER_NAMES = Map.ofEntries(
            entry("Indexes.create", "createIndex"),
            entry("Indexes.get", "index"),
            entry("Indexes.list", "indexes"),
            entry("Indexes.drop", "dropIndex"),
            entry("Collections.list", "collections"),
            entry("Server.version", "serverVersion"));

    /** What was given to {@code execute} or {@code add}. */
    private final List<ArangoRequest<?>> requests = new ArrayList<>();

    private final Connection connection = recording(Connection.class, "execute");
    private final BatchSession session = recording(BatchSession.class, "add");

    private <T> T recording(Class<T> type, String method) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, called, args) -> {
            if (called.isDefault()) {
                return InvocationHandler.invokeDefault(proxy, called, args);
            }
            if (!called.getName().equals(method)) {
                throw new AssertionError("unexpected call of " + called);
            }
            requests.add((ArangoRequest<?>) args[0]);
            return null;
        }));
    }

    static Stream<Method> factories() {
        return Stream.of(Documents.class, Collections.class, Indexes.class, Aql.class, Databases.class, Server.class)
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic());
    }

    private static boolean isAboutOneCollection(Method factory) {
        Class<?> type = factory.getDeclaringClass();
        return type == Documents.class
                || type == Indexes.class
                || type == Collections.class && !factory.getName().equals("list");
    }

    private static Class<?> facadeOf(Method factory, String context) throws ClassNotFoundException {
        if (factory.getDeclaringClass() == Server.class) {
            return context.equals("Arango") ? Connection.class : BatchSession.class;
        }
        String name = isAboutOneCollection(factory)
                ? "Collection"
                : factory.getDeclaringClass() == Aql.class ? "Aql" : "Databases";
        return Class.forName("io.arangobatch." + context + name);
    }

    private static Method counterpartOf(Method factory, String context) throws ReflectiveOperationException {
        Class<?>[] parameters = factory.getParameterTypes();
        String key = factory.getDeclaringClass().getSimpleName() + "." + factory.getName();
        return facadeOf(factory, context)
                .getMethod(
                        OTHER_NAMES.getOrDefault(key, factory.getName()),
                        isAboutOneCollection(factory)
                                ? Arrays.copyOfRange(parameters, 1, parameters.length)
                                : parameters);
    }

    private static String resultOf(Method factory) {
        return ((ParameterizedType) factory.getGenericReturnType()).getActualTypeArguments()[0].getTypeName();
    }

    private static Object[] samplesFor(Method factory) {
        Object[] samples = Arrays.stream(factory.getParameterTypes())
                .map(FacadesTest::sample)
                .toArray();
        if (isAboutOneCollection(factory)) {
            samples[0] = COLLECTION;
        }
        return samples;
    }

    private static Object sample(Class<?> type) {
        Map<Class<?>, Object> samples = Map.of(
                String.class, "x y",
                Object.class, Map.of("a", 1),
                Class.class, Integer.class,
                boolean.class, true,
                Collection.class, List.of("a"),
                DocumentOptions.class, DocumentOptions.none(),
                CollectionOptions.class, CollectionOptions.none().waitForSync(true),
                ImportOptions.class, ImportOptions.none().details(true),
                QueryOptions.class, QueryOptions.none().count(true),
                IndexDefinition.class, IndexDefinition.persistent("a"));
        Object sample = samples.get(type);
        assertThat(sample).as("a sample of " + type).isNotNull();
        return sample;
    }

    @ParameterizedTest
    @MethodSource("factories")
    void aFactoryHasACounterpartThatReturnsTheResult(Method factory) throws ReflectiveOperationException {
        assertThat(counterpartOf(factory, "Arango").getGenericReturnType().getTypeName())
                .isEqualTo(resultOf(factory));
    }

    @ParameterizedTest
    @MethodSource("factories")
    void aFactoryHasACounterpartThatReturnsTheJob(Method factory) throws ReflectiveOperationException {
        Type type = counterpartOf(factory, "Batch").getGenericReturnType();
        assertThat(type.getTypeName()).isEqualTo(BatchJob.class.getName() + "<" + resultOf(factory) + ">");
    }

    @ParameterizedTest
    @MethodSource("factories")
    void bothContextsMakeTheSameRequest(Method factory) throws ReflectiveOperationException {
        Object[] samples = samplesFor(factory);
        ArangoRequest<?> made = (ArangoRequest<?>) factory.invoke(null, samples);
        Object[] rest = isAboutOneCollection(factory) ? Arrays.copyOfRange(samples, 1, samples.length) : samples;
        call(counterpartOf(factory, "Arango"), facade(factory, connection.getClass()), rest);
        call(counterpartOf(factory, "Batch"), facade(factory, session.getClass()), rest);
        assertThat(requests).hasSize(2).allSatisfy(request -> {
            assertThat(request).hasToString(made.toString());
            assertThat(request.headers()).isEqualTo(made.headers());
            assertThat(request.contentType()).isEqualTo(made.contentType());
            assertThat(Probe.body(request)).isEqualTo(Probe.body(made));
        });
    }

    private Object facade(Method factory, Class<?> context) {
        boolean now = context == connection.getClass();
        if (isAboutOneCollection(factory)) {
            return now ? new ArangoCollection(connection, COLLECTION) : new BatchCollection(session, COLLECTION);
        }
        if (factory.getDeclaringClass() == Server.class) {
            return now ? connection : session;
        }
        if (factory.getDeclaringClass() == Aql.class) {
            return now ? new ArangoAql(connection) : new BatchAql(session);
        }
        return now ? new ArangoDatabases(connection) : new BatchDatabases(session);
    }

    private static void call(Method method, Object facade, Object[] arguments) throws IllegalAccessException {
        try {
            method.invoke(facade, arguments);
        } catch (InvocationTargetException e) {
            throw new AssertionError(method + " threw " + e.getCause(), e.getCause());
        }
    }

    @Test
    void noFacadeCanDoWhatTheOtherContextCannot() {
        for (String name : List.of("Collection", "Aql", "Databases")) {
            assertThat(signatures("Arango" + name)).isEqualTo(signatures("Batch" + name));
        }
    }

    private static List<String> signatures(String type) {
        try {
            return Arrays.stream(Class.forName("io.arangobatch." + type).getDeclaredMethods())
                    .filter(method -> Modifier.isPublic(method.getModifiers()))
                    .map(method -> method.getName() + Arrays.toString(method.getGenericParameterTypes()))
                    .sorted()
                    .toList();
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void everyFacadeTellsItsContextDatabaseAndUser() {
        ScriptedTransport transport = ScriptedTransport.byHand();
        try (Connection open =
                        ArangoDriver.connect(Probe.over(transport).user("root").build());
                BatchSession batch = open.beginBatch()) {
            assertThat(List.of(open.collection("c"), open.aql(), open.databases()))
                    .allSatisfy(facade -> assertContext(facade, ExecutionContext.DEFAULT));
            assertThat(List.of(batch, batch.collection("c"), batch.aql(), batch.databases()))
                    .allSatisfy(facade -> assertContext(facade, ExecutionContext.BATCH));
            assertThat(open.collection("ü c").name()).isEqualTo("ü c");
            assertThat(batch.collection("ü c").name()).isEqualTo("ü c");
        } finally {
            transport.close();
        }
    }

    private static void assertContext(ArangoContext facade, ExecutionContext context) {
        assertThat(facade.context()).isEqualTo(context);
        assertThat(facade.database()).isEqualTo("test");
        assertThat(facade.user()).contains("root");
    }

    @Test
    void aCollectionNameThatCannotBeOneIsRefusedAtOnce() {
        assertThatThrownBy(() -> new ArangoCollection(connection, ""))
                .isInstanceOf(ArangoRequestException.class)
                .hasMessage("the collection name is empty; give at least one character");
        assertThatThrownBy(() -> new BatchCollection(session, "a/b"))
                .isInstanceOf(ArangoRequestException.class)
                .hasMessage("the collection name \"a/b\" holds a '/', which none may; give the name alone");
    }
}

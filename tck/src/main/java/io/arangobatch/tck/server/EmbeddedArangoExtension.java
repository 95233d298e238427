package io.arangobatch.tck.server;

import io.arangobatch.tck.server.EmbeddedArangoTest.Lifecycle;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Resolves test parameters of type {@link EmbeddedArango} and closes the servers when they are no longer needed.
 *
 * <p>Use it by {@code @ExtendWith(EmbeddedArangoExtension.class)} for a fresh 3.2.2 server for each test method, or through
 * {@link EmbeddedArangoTest}, which has options. A parameter of a constructor or of a {@code @BeforeAll} method gets a server
 * that the whole class shares, whatever the options. Thread-safe.
 */
public final class EmbeddedArangoExtension implements ParameterResolver {
    private static final Namespace SERVERS = Namespace.create(EmbeddedArangoExtension.class);

    /** Made by JUnit. */
    public EmbeddedArangoExtension() {}

    /**
     * Accepts parameters that are embedded servers.
     *
     * @param parameter the parameter
     * @param context where it is used
     * @return whether its type is {@link EmbeddedArango}
     */
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == EmbeddedArango.class;
    }

    /**
     * Finds or starts the server for a parameter.
     *
     * @param parameter the parameter
     * @param context where it is used
     * @return a running server
     */
    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        EmbeddedArangoTest options = AnnotationSupport.findAnnotation(
                        context.getRequiredTestClass(), EmbeddedArangoTest.class)
                .orElseGet(() -> Defaults.class.getAnnotation(EmbeddedArangoTest.class));
        ExtensionContext owner = options.lifecycle() == Lifecycle.PER_CLASS ? classContext(context) : context;
        return owner.getStore(SERVERS)
                .getOrComputeIfAbsent(context.getRequiredTestClass(), key -> new Running(start(options)), Running.class)
                .server();
    }

    /** The context of the outermost class, so that nested classes share its server. */
    private static ExtensionContext classContext(ExtensionContext context) {
        ExtensionContext found = context;
        while (found.getParent().flatMap(ExtensionContext::getTestClass).isPresent()) {
            found = found.getParent().orElseThrow();
        }
        return found;
    }

    private static EmbeddedArango start(EmbeddedArangoTest options) {
        EmbeddedArango.Builder builder = EmbeddedArango.builder().serverVersion(options.serverVersion());
        if (!options.user().isEmpty()) {
            builder.authentication(options.user(), options.password());
        }
        return builder.start();
    }

    /** Closed by JUnit together with the test or the class it was started for. */
    private record Running(EmbeddedArango server) implements AutoCloseable {
        @Override
        public void close() {
            server.close();
        }
    }

    @EmbeddedArangoTest
    private static final class Defaults {}
}

package io.arangobatch.tck.verify;

import io.arangobatch.spi.TransportProvider;
import java.util.Objects;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands the provider that was put into the session's store to the class that JUnit makes. */
final class SessionTransport implements ParameterResolver {

    static final String NAMESPACE = SessionTransport.class.getName();

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TransportProvider.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return Objects.requireNonNull(
                context.getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(NAMESPACE))
                        .get(TransportProvider.class),
                "the session has no provider");
    }
}

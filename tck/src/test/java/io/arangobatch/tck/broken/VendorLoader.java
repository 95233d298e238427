package io.arangobatch.tck.broken;

import io.arangobatch.spi.TransportProvider;
import io.arangobatch.tck.TckOptions;
import io.arangobatch.tck.TransportTck;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;

/**
 * The class path of one vendor: the classes whose names begin with {@code Vendor} are made anew for each, and its service file is its own.
 */
public final class VendorLoader extends URLClassLoader {

    private static final String PACKAGE = VendorLoader.class.getPackageName();

    private final Fault fault;

    VendorLoader(Fault fault) {
        super(new URL[] {classPath(fault)}, VendorLoader.class.getClassLoader());
        this.fault = fault;
    }

    private static URL classPath(Fault fault) {
        String name = switch (fault) {
            case IS_THERE_TWICE -> "twice";
            case HAS_NO_SERVICE_FILE -> "none";
            case KEEPS_THE_WHOLE_ANSWER -> "keeping";
            default -> "one";
        };
        return Objects.requireNonNull(VendorLoader.class.getResource("/vendors/" + name + "/"), name);
    }

    /** What the provider of this vendor stands for. */
    public TransportProvider provider() {
        return new PlainProvider(fault);
    }

    /** What stands behind the provider of a class path: this loader knows, or, in a JVM of its own, a file beside the service file. */
    public static TransportProvider behind(Class<?> provider) {
        return provider.getClassLoader() instanceof VendorLoader vendor
                ? vendor.provider()
                : new PlainProvider(namedFault(provider));
    }

    private static Fault namedFault(Class<?> provider) {
        try (InputStream in = provider.getResourceAsStream("/fault")) {
            return in == null
                    ? Fault.NONE
                    : Fault.valueOf(new String(in.readAllBytes(), StandardCharsets.US_ASCII).strip());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The times of this vendor: most tests that fail do so by running out of patience, so there is little of it. */
    public TckOptions options() {
        return Selection.isWhole(fault)
                ? TckOptions.defaults().withPatience(Duration.ofSeconds(30))
                : TckOptions.defaults().withPatience(Duration.ofSeconds(3));
    }

    /** The class with which this vendor runs the kit. */
    Class<? extends TransportTck> kit() {
        try {
            return loadClass(PACKAGE + ".VendorTck").asSubclass(TransportTck.class);
        } catch (ClassNotFoundException absent) {
            throw new IllegalStateException(absent);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(PACKAGE + ".Vendor") || name.equals(VendorLoader.class.getName())) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            return known == null ? define(name) : known;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
            byte[] bytes = Objects.requireNonNull(in, name).readAllBytes();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException unreadable) {
            throw new ClassNotFoundException(name, unreadable);
        }
    }
}

package io.arangobatch.internal.transport;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.arangobatch.spi.TransportProvider;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A real folder of the class path: classes compiled from source, and a service file. */
final class ClassPathFolder {

    private static final String SERVICE_FILE = "META-INF/services/" + TransportProvider.class.getName();

    private static final Map<String, byte[]> COMPILED = new ConcurrentHashMap<>();
    private static final ToolProvider JAVAC = ToolProvider.findFirst("javac").orElseThrow();

    private final Path root;

    ClassPathFolder(Path root) {
        this.root = root;
    }

    Path root() {
        return root;
    }

    /** A provider that works. */
    ClassPathFolder provider(String className, String name, int priority) {
        return provider(className, name, priority, "");
    }

    /** A provider with some members of its own, which may replace those that work. */
    ClassPathFolder provider(String className, String name, int priority, String members) {
        StringBuilder source = new StringBuilder();
        int dot = className.lastIndexOf('.');
        source.append("package ").append(className, 0, dot).append(";\n");
        source.append("import io.arangobatch.spi.*; import java.util.*;\n");
        source.append("public class ").append(className.substring(dot + 1)).append(" implements TransportProvider {\n");
        source.append(members).append('\n');
        method(source, members, "String name()", "return \"" + name + "\";");
        method(source, members, "int priority()", "return " + priority + ";");
        method(source, members, "Set<TransportCapability> capabilities()", "return Set.of(TransportCapability.TLS);");
        method(
                source,
                members,
                "Transport open(TransportConfig config)",
                "return (Transport) java.lang.reflect.Proxy.newProxyInstance(Transport.class.getClassLoader(),"
                        + " new Class<?>[] {Transport.class}, (proxy, method, arguments) -> null);");
        return compile(className, source.append("}\n").toString()).service(className);
    }

    private static void method(StringBuilder source, String members, String signature, String body) {
        if (!members.contains(signature)) {
            source.append("public ")
                    .append(signature)
                    .append(" { ")
                    .append(body)
                    .append(" }\n");
        }
    }

    /** One more line of the service file. */
    ClassPathFolder service(String line) {
        try {
            Path file = root.resolve(SERVICE_FILE);
            Files.createDirectories(file.getParent());
            Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            return this;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Compiles one class, which has no others within, into this folder. The same source is compiled once. */
    ClassPathFolder compile(String className, String source) {
        try {
            Path target = root.resolve(className.replace('.', '/') + ".class");
            byte[] known = COMPILED.get(source);
            if (known == null) {
                javac(className, source);
                COMPILED.put(source, Files.readAllBytes(target));
            } else {
                Files.createDirectories(target.getParent());
                Files.write(target, known);
            }
            return this;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void javac(String className, String source) throws IOException {
        Path file = root.resolveSibling("sources").resolve(className.replace('.', '/') + ".java");
        Files.createDirectories(file.getParent());
        Files.writeString(file, source);
        String classPath = Stream.concat(Stream.of(root), driver())
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        StringWriter output = new StringWriter();
        PrintWriter printer = new PrintWriter(output);
        int status =
                JAVAC.run(printer, printer, "-proc:none", "-d", root.toString(), "-cp", classPath, file.toString());
        if (status != 0) {
            throw new IllegalStateException(output.toString());
        }
    }

    /** Where the driver and what it needs are. */
    static Stream<Path> driver() {
        return Stream.of(TransportProvider.class, ObjectMapper.class, JsonFactory.class, JsonProperty.class)
                .map(type -> Path.of(URI.create(
                        type.getProtectionDomain().getCodeSource().getLocation().toString())));
    }

    ClassPathFolder delete(String className) {
        try {
            Files.delete(root.resolve(className.replace('.', '/') + ".class"));
            return this;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A loader over this folder, above which there is the driver. */
    URLClassLoader loader(String name) {
        try {
            return new URLClassLoader(name, new URL[] {root.toUri().toURL()}, TransportProvider.class.getClassLoader());
        } catch (MalformedURLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}

package io.arangobatch.tck.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.arangobatch.tck.server.EmbeddedArango;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The jars as modules: named, described, and found by an application that is one. */
class ModulesIT {

    private static final String SERVICE = "META-INF/services/io.arangobatch.spi.TransportProvider";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"api", "transport-httpclient", "transport-netty", "tck"})
    void eachJarHoldsItsModuleDescriptor(String module) throws IOException {
        try (ZipFile jar = new ZipFile(Jars.of(module).toFile())) {
            assertThat(jar.getEntry("module-info.class")).isNotNull();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "transport-httpclient, io.arangobatch.transport.httpclient.HttpClientTransportProvider",
        "transport-netty, io.arangobatch.transport.netty.NettyTransportProvider"
    })
    void eachTransportNamesItsProvider(String module, String provider) throws IOException {
        try (ZipFile jar = new ZipFile(Jars.of(module).toFile())) {
            ZipEntry service = jar.getEntry(SERVICE);
            assertThat(service).isNotNull();
            assertThat(new String(jar.getInputStream(service).readAllBytes(), StandardCharsets.UTF_8).strip())
                    .isEqualTo(provider);
        }
    }

    @Test
    void theCommandLineNamesBothProviders() throws IOException {
        try (ZipFile jar = new ZipFile(Jars.commandLine().toFile())) {
            assertThat(new String(jar.getInputStream(jar.getEntry(SERVICE)).readAllBytes(), StandardCharsets.UTF_8))
                    .contains("HttpClientTransportProvider")
                    .contains("NettyTransportProvider");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "io.arangobatch, uses io.arangobatch.spi.TransportProvider",
        "io.arangobatch.transport.httpclient, provides io.arangobatch.spi.TransportProvider with"
                + " io.arangobatch.transport.httpclient.HttpClientTransportProvider",
        "io.arangobatch.transport.netty, provides io.arangobatch.spi.TransportProvider with"
                + " io.arangobatch.transport.netty.NettyTransportProvider"
    })
    void eachModuleIsDescribed(String module, String service) throws Exception {
        Run run = Run.java(folder, "-p", modulePath("httpclient", "netty"), "--describe-module", module);

        assertThat(run.status()).as(run.output()).isZero();
        assertThat(run.output())
                .startsWith(module + "@")
                .contains(service)
                .doesNotContain("exports io.arangobatch.internal");
    }

    @Test
    void theModulesAreListed() throws Exception {
        Run run = Run.java(folder, "-p", modulePath("httpclient", "netty"), "--list-modules");

        assertThat(run.status()).as(run.output()).isZero();
        assertThat(run.output())
                .contains("io.arangobatch@")
                .contains("io.arangobatch.transport.httpclient@")
                .contains("io.arangobatch.transport.netty@");
    }

    @ParameterizedTest
    @ValueSource(strings = {"httpclient", "netty"})
    void aModularApplicationFindsTheTransport(String transport) throws Exception {
        String modules = modulePath(transport);
        Path application = compileApplication(modules);
        try (EmbeddedArango arango = EmbeddedArango.start()) {
            Run run = Run.java(
                    folder,
                    "-p",
                    application + File.pathSeparator + modules,
                    "-m",
                    "app/app.Main",
                    "arangodb://127.0.0.1:" + arango.port());

            assertThat(run.status()).as(run.output()).isZero();
            assertThat(run.output()).endsWith(transport + " 3.2.2 0 failed" + System.lineSeparator());
        }
    }

    private Path compileApplication(String modules) throws IOException {
        Path source = Files.createDirectories(folder.resolve("source/app"));
        Files.writeString(source.resolveSibling("module-info.java"), "module app { requires io.arangobatch; }");
        Files.writeString(source.resolve("Main.java"), """
                package app;
                import io.arangobatch.ArangoDriver;
                import io.arangobatch.Connection;
                public final class Main {
                    public static void main(String[] arguments) {
                        try (Connection db = ArangoDriver.connect(arguments[0])) {
                            int failed = db.batch(batch -> batch.aql().query("RETURN 1", Integer.class)).failed();
                            System.out.println(db.transport() + " " + db.serverVersion().version() + " " + failed + " failed");
                        }
                    }
                }
                """);
        Path target = folder.resolve("application");
        StringWriter messages = new StringWriter();
        int status = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(
                        new PrintWriter(messages),
                        new PrintWriter(messages),
                        "-p",
                        modules,
                        "-d",
                        target.toString(),
                        source.resolveSibling("module-info.java").toString(),
                        source.resolve("Main.java").toString());
        assertThat(status).as(messages.toString()).isZero();
        return target;
    }

    /** The driver, transports, and the libraries that these need: no more than an application has. */
    private static String modulePath(String... transports) throws IOException {
        Stream.Builder<Path> own = Stream.builder();
        own.add(Jars.of("api"));
        for (String transport : transports) {
            own.add(Jars.of("transport-" + transport));
        }
        String needed = "(jackson-|jspecify"
                + (List.of(transports).contains("netty") ? "|netty-" : "")
                + (List.of(transports).contains("httpclient") ? "|httpc|slf4j-api" : "") + ").*";
        return Jars.path(Stream.concat(own.build(), Jars.libraries(name -> name.matches(needed)).stream()));
    }
}

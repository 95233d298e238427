package io.arangobatch.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The choice as an application meets it: in a JVM of its own, with nothing but the class path. */
class TransportOnClassPathTest {

    private static final String MAIN = """
            package app;
            import io.arangobatch.*;
            import io.arangobatch.internal.transport.*;
            public class Main {
              public static void main(String[] folders) throws Exception {
                for (String folder : folders) {
                  Thread.currentThread().setContextClassLoader(new Webapp(folder));
                }
                try (OpenedTransport opened = new TransportSelector().open(ConnectionConfig.parse("arangodb://localhost"))) {
                  System.out.print("uses " + opened.name());
                } catch (ArangoConfigurationException refused) {
                  System.out.print(refused.getMessage());
                }
              }
            }
            """;

    /** Loads classes of the package {@code own} anew, as application servers do, and leaves all others to the loader above. */
    private static final String WEBAPP = """
            package app;
            import java.net.*;
            import java.nio.file.*;
            public class Webapp extends URLClassLoader {
              public Webapp(String folder) throws MalformedURLException {
                super("webapp", new URL[] {Path.of(folder).toUri().toURL()}, Webapp.class.getClassLoader());
              }
              @Override
              protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                if (!name.startsWith("own.")) {
                  return super.loadClass(name, resolve);
                }
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? findClass(name) : loaded;
              }
            }
            """;

    @TempDir
    Path temp;

    private ClassPathFolder folder;

    private record Output(String out, String err) {}

    @BeforeEach
    void makeApplication() throws IOException {
        folder = new ClassPathFolder(Files.createDirectory(temp.resolve("classes")))
                .compile("app.Webapp", WEBAPP)
                .compile("app.Main", MAIN);
    }

    @Test
    void noProviderIsAnErrorThatTellsWhatToAdd() throws Exception {
        assertThat(run(List.of(), Map.of())).isEqualTo(new Output("""
                                no transport was found. Add one of these Maven dependencies:
                                  io.arangobatch:arangobatch-transport-httpclient
                                  io.arangobatch:arangobatch-transport-netty
                                Searched for META-INF/services/io.arangobatch.spi.TransportProvider in the class loaders: the driver's own (app). In a shaded jar the service files of all jars must be merged.""", ""));
    }

    @Test
    void oneProviderIsUsedWithoutAWord() throws Exception {
        folder.provider("a.Netty", "netty", 10);

        assertThat(run(List.of(), Map.of())).isEqualTo(new Output("uses netty", ""));
    }

    @Test
    void ofTwoTheHigherPriorityIsUsedWithAWarning() throws Exception {
        folder.provider("a.Netty", "netty", 10).provider("b.HttpClient", "httpclient", 0);

        Output output = run(List.of(), Map.of());

        assertThat(output.out()).isEqualTo("uses netty");
        assertThat(output.err().lines().skip(1))
                .containsExactly(
                        "WARNING: several transports were found: netty (priority 10), httpclient (priority 0); netty is"
                                + " used. Choose one with ?transport=NAME in the URL, transport(\"NAME\") in the builder, the system property"
                                + " arangobatch.transport, or the environment variable ARANGOBATCH_TRANSPORT.");
    }

    @Test
    void aProviderSeenThroughTwoLoadersCountsOnce() throws Exception {
        folder.provider("a.Netty", "netty", 10);

        assertThat(run(List.of(), Map.of(), folder.root().toString())).isEqualTo(new Output("uses netty", ""));
    }

    @Test
    void aSecondCopyOfAProviderInALoaderOfItsOwnCountsOnce() throws Exception {
        folder.provider("own.Netty", "netty", 10);

        assertThat(run(List.of(), Map.of(), folder.root().toString())).isEqualTo(new Output("uses netty", ""));
    }

    @Test
    void ofTwoTheSystemPropertyChooses() throws Exception {
        folder.provider("a.Netty", "netty", 10).provider("b.HttpClient", "httpclient", 0);

        assertThat(run(List.of("-Darangobatch.transport=httpclient"), Map.of("ARANGOBATCH_TRANSPORT", "netty")))
                .isEqualTo(new Output("uses httpclient", ""));
    }

    @Test
    void ofTwoTheEnvironmentChooses() throws Exception {
        folder.provider("a.Netty", "netty", 10).provider("b.HttpClient", "httpclient", 0);

        assertThat(run(List.of(), Map.of("ARANGOBATCH_TRANSPORT", "httpclient")))
                .isEqualTo(new Output("uses httpclient", ""));
    }

    private Output run(List<String> jvmOptions, Map<String, String> environment, String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.add("-Duser.language=en");
        command.add("-cp");
        command.add(Stream.concat(Stream.of(folder.root()), ClassPathFolder.driver())
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator)));
        command.add("app.Main");
        command.addAll(List.of(arguments));
        Path out = temp.resolve("out");
        Path err = temp.resolve("err");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment()
                .keySet()
                .removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "ARANGOBATCH_TRANSPORT"));
        builder.environment().putAll(environment);
        assertThat(builder.start().waitFor()).isZero();
        return new Output(Files.readString(out), Files.readString(err));
    }
}

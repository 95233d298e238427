package io.arangobatch.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arangobatch.ArangoConfigurationException;
import io.arangobatch.ConnectionConfig;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One group for each row of the decision table. The folders of the class path and the classes in them are real. */
class TransportSelectorTest {

    private static final String SEARCHED_GIVEN =
            "\nSearched for META-INF/services/io.arangobatch.spi.TransportProvider in the class loaders: the given one (plugins)."
                    + " In a shaded jar the service files of all jars must be merged.";
    private static final String ADD = "Add one of these Maven dependencies:\n"
            + "  io.arangobatch:arangobatch-transport-httpclient\n"
            + "  io.arangobatch:arangobatch-transport-netty";
    private static final String CHOOSE =
            "Choose one with ?transport=NAME in the URL, transport(\"NAME\") in the builder, the system"
                    + " property arangobatch.transport, or the environment variable ARANGOBATCH_TRANSPORT.";

    @TempDir
    Path temp;

    private ClassPathFolder folder;
    private final RecordingLogger logger = new RecordingLogger();
    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();
    private ClassLoader contextLoader;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = new ClassPathFolder(Files.createDirectory(temp.resolve("classes")));
        contextLoader = Thread.currentThread().getContextClassLoader();
    }

    @AfterEach
    void restoreContextLoader() {
        Thread.currentThread().setContextClassLoader(contextLoader);
    }

    @Nested
    class AnInstance {

        @Test
        void ofATransportIsUsedAndStaysOpen() {
            folder.provider("a.Netty", "netty", 10);
            FakeTransport transport = new FakeTransport();

            OpenedTransport opened =
                    open(builder().transport(transport).transport("netty").build());
            opened.close();

            assertThat(opened.transport()).isSameAs(transport);
            assertThat(opened.name()).isEqualTo("io.arangobatch.internal.transport.FakeTransport");
            assertThat(transport.closed()).isFalse();
            assertThat(logger.lines).isEmpty();
        }

        @Test
        void ofAProviderIsOpenedWithTheSettingsAndClosed() {
            folder.provider("a.Netty", "netty", 10);
            FakeProvider provider = new FakeProvider("fake");

            OpenedTransport opened = open(builder()
                    .transportProvider(provider)
                    .transport("netty")
                    .maxConnections(3)
                    .connectTimeout(Duration.ofSeconds(1))
                    .acquireTimeout(Duration.ofSeconds(2))
                    .idleTimeout(Duration.ofSeconds(4))
                    .build());
            opened.close();

            assertThat(opened.name()).isEqualTo("fake");
            assertThat(((FakeTransport) opened.transport()).closed()).isTrue();
            assertThat(provider.opened)
                    .containsExactly(new TransportSettings(
                            Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4), 3, Optional.empty()));
            assertThat(logger.lines).isEmpty();
        }

        @Test
        void ofAProviderThatIsUnavailableIsAnError() {
            FakeProvider provider = new FakeProvider("fake");
            provider.unavailable = Optional.of("libfake is not on the class path");

            assertRefused(
                    builder().transportProvider(provider).build(),
                    "transport \"fake\", chosen by transportProvider, cannot be used: libfake is not on the class path");
        }

        @Test
        void ofAProviderWithoutTlsIsAnErrorWhereTlsIsAskedFor() {
            FakeProvider provider = new FakeProvider("fake");
            provider.capabilities = Set.of();

            assertRefused(
                    builder().tls(true).transportProvider(provider).build(),
                    "transport \"fake\", chosen by transportProvider, cannot be used: it cannot do TLS, which the endpoints ask for");
            assertThat(open(builder().transportProvider(provider).build()).name())
                    .isEqualTo("fake");
        }

        @Test
        void ofAProviderThatIsBrokenIsAnError() {
            assertRefused(
                    builder().transportProvider(new FakeProvider("No Name")).build(),
                    "the given transportProvider io.arangobatch.internal.transport.FakeProvider is broken:"
                            + " java.lang.IllegalStateException: its name is not made of lower-case letters, digits and hyphens:"
                            + " \"No Name\"");
        }
    }

    @Nested
    class AName {

        @BeforeEach
        void twoProviders() {
            folder.provider("a.Netty", "netty", 10).provider("b.HttpClient", "httpclient", 0);
        }

        @Test
        void inTheBuilderWinsOverAllOthers() {
            properties.put("arangobatch.transport", "netty");
            environment.put("ARANGOBATCH_TRANSPORT", "netty");

            assertThat(open(ConnectionConfig.parse("arangodb://db1?transport=netty").toBuilder()
                                    .transport("httpclient")
                                    .classLoader(folder.loader("plugins"))
                                    .build())
                            .name())
                    .isEqualTo("httpclient");
            assertThat(logger.lines).isEmpty();
        }

        @Test
        void inTheUrlWinsOverSystemPropertyAndEnvironment() {
            properties.put("arangobatch.transport", "netty");
            environment.put("ARANGOBATCH_TRANSPORT", "netty");

            assertThat(open(ConnectionConfig.parse("arangodb://db1?transport=httpclient").toBuilder()
                                    .classLoader(folder.loader("plugins"))
                                    .build())
                            .name())
                    .isEqualTo("httpclient");
            assertThat(logger.lines).isEmpty();
        }

        @Test
        void inTheSystemPropertyWinsOverTheEnvironment() {
            properties.put("arangobatch.transport", "httpclient");
            environment.put("ARANGOBATCH_TRANSPORT", "netty");

            assertThat(open(builder().build()).name()).isEqualTo("httpclient");
            assertThat(logger.lines).isEmpty();
        }

        @Test
        void inTheEnvironmentWinsOverPriorities() {
            environment.put("ARANGOBATCH_TRANSPORT", "httpclient");

            assertThat(open(builder().build()).name()).isEqualTo("httpclient");
            assertThat(logger.lines).isEmpty();
        }

        @Test
        void thatIsEmptyIsNone() {
            properties.put("arangobatch.transport", "");
            environment.put("ARANGOBATCH_TRANSPORT", "httpclient");

            assertThat(open(builder().build()).name()).isEqualTo("httpclient");
        }

        @Test
        void thatIsAbsentIsAnErrorThatListsWhatWasFound() {
            folder.provider(
                    "c.Broken", "x", 0, "public String name() { throw new IllegalStateException(\"no luck\"); }");
            String rest = " was not found; found: httpclient, netty." + SEARCHED_GIVEN
                    + "\nLeft out:\n  provider c.Broken is broken: java.lang.IllegalStateException: no luck";

            assertRefused(
                    builder().transport("nety").build(), "transport \"nety\", chosen by option transport," + rest);
            environment.put("ARANGOBATCH_TRANSPORT", "Netty");
            assertRefused(
                    builder().build(),
                    "transport \"Netty\", chosen by environment variable ARANGOBATCH_TRANSPORT," + rest);
            properties.put("arangobatch.transport", "nety");
            assertRefused(
                    builder().build(), "transport \"nety\", chosen by system property arangobatch.transport," + rest);
        }

        @Test
        void ofAProviderThatIsUnavailableIsAnErrorWithItsReason() {
            folder.provider(
                    "c.Picky",
                    "picky",
                    99,
                    "public Optional<String> unavailableBecause() { return Optional.of(\"libpicky is not on the class path\"); }");

            assertRefused(
                    builder().transport("picky").build(),
                    "transport \"picky\", chosen by option transport, cannot be used: libpicky is not on the class path");
        }

        @Test
        void ofAProviderThatDoesNotOpenIsAnErrorWithItsReason() {
            folder.provider(
                    "c.Shut",
                    "shut",
                    99,
                    "public Transport open(TransportConfig config) { throw new NoClassDefFoundError(\"gone/Library\"); }");

            assertRefused(
                    builder().transport("shut").build(),
                    "transport \"shut\", chosen by option transport, could not be opened: java.lang.NoClassDefFoundError:"
                            + " gone/Library");
        }

        @Test
        void thatTwoProvidersHaveIsDecidedByTheirClassNamesAndWarnedOf() {
            folder.provider("c.OtherNetty", "netty", 99);

            OpenedTransport opened = open(builder().transport("netty").build());

            assertThat(opened.name()).isEqualTo("netty");
            assertThat(logger.lines)
                    .containsExactly("WARNING: transport \"netty\" is used.\nLeft out:\n"
                            + "  provider c.OtherNetty has the same name \"netty\" as a.Netty, which goes first");
        }
    }

    @Test
    void aNameWithoutAnyProviderIsAnErrorThatTellsWhatToAdd() {
        assertRefused(
                builder().transport("netty").build(),
                "transport \"netty\", chosen by option transport, was not found; found: none. " + ADD + SEARCHED_GIVEN);
    }

    @Nested
    class OneProvider {

        @Test
        void isUsedWithoutAWord() {
            folder.provider("a.Netty", "netty", 10);

            OpenedTransport opened = open(builder().build());

            assertThat(opened.name()).isEqualTo("netty");
            assertThat(opened.owned()).isTrue();
            assertThat(logger.lines).isEmpty();
        }

        @Test
        void isUsedWithAWarningThatListsTheBrokenOnes() {
            folder.provider("a.Netty", "netty", 10)
                    .provider(
                            "b.Unborn",
                            "unborn",
                            20,
                            "public Unborn() { throw new IllegalStateException(\"no luck\"); }")
                    .provider(
                            "c.Nameless",
                            "x",
                            20,
                            "public String name() { throw new IllegalStateException(\"no name\"); }")
                    .provider("d.Nulled", "x", 20, "public String name() { return null; }")
                    .provider(
                            "e.Weightless",
                            "weightless",
                            0,
                            "public int priority() { throw new LinkageError(\"two of it\"); }")
                    .provider(
                            "f.Unable",
                            "unable",
                            20,
                            "public Set<TransportCapability> capabilities() { throw new NoSuchFieldError(\"FAST\"); }")
                    .provider(
                            "g.Unsure",
                            "unsure",
                            20,
                            "public Optional<String> unavailableBecause() { throw new UnsupportedOperationException(); }")
                    .provider(
                            "h.Picky",
                            "picky",
                            20,
                            "public Optional<String> unavailableBecause() { return Optional.of(\"no libpicky\"); }")
                    .service("i.Missing")
                    .compile("j.Other", "package j; public class Other {}")
                    .service("j.Other");

            OpenedTransport opened = open(builder().build());

            assertThat(opened.name()).isEqualTo("netty");
            assertThat(logger.lines).containsExactly("""
                            WARNING: transport "netty" is used.
                            Left out:
                              provider b.Unborn is broken: java.util.ServiceConfigurationError: io.arangobatch.spi.TransportProvider: Provider b.Unborn could not be instantiated, caused by java.lang.IllegalStateException: no luck
                              provider c.Nameless is broken: java.lang.IllegalStateException: no name
                              provider d.Nulled is broken: java.lang.NullPointerException: name() returned null
                              provider e.Weightless is broken: java.lang.LinkageError: two of it
                              provider f.Unable is broken: java.lang.NoSuchFieldError: FAST
                              provider g.Unsure is broken: java.lang.UnsupportedOperationException
                              java.util.ServiceConfigurationError: io.arangobatch.spi.TransportProvider: Provider i.Missing not found
                              java.util.ServiceConfigurationError: io.arangobatch.spi.TransportProvider: j.Other not a subtype
                              transport "picky" cannot be used: no libpicky""");
        }

        @Test
        void thatLostAClassItExtendsDoesNotHideTheNext() {
            folder.compile(
                            "a.Base",
                            "package a; public abstract class Base implements io.arangobatch.spi.TransportProvider {}")
                    .compile(
                            "a.Orphan",
                            "package a; import io.arangobatch.spi.*; public class Orphan extends Base { public String name() {"
                                    + " return \"orphan\"; } public java.util.Set<TransportCapability> capabilities() { return"
                                    + " java.util.Set.of(); } public Transport open(TransportConfig config) { return null; } }")
                    .service("a.Orphan")
                    .delete("a.Base")
                    .provider("b.HttpClient", "httpclient", 0);

            assertThat(open(builder().build()).name()).isEqualTo("httpclient");
            assertThat(logger.lines)
                    .containsExactly(
                            "WARNING: transport \"httpclient\" is used.\nLeft out:\n"
                                    + "  java.lang.NoClassDefFoundError: a/Base, caused by java.lang.ClassNotFoundException: a.Base");
        }

        @Test
        void withoutTlsIsLeftOutWhereTlsIsAskedFor() {
            folder.provider("a.Netty", "netty", 0)
                    .provider(
                            "b.Plain",
                            "plain",
                            10,
                            "public Set<TransportCapability> capabilities() { return Set.of(); }");

            assertThat(open(builder().tls(true).build()).name()).isEqualTo("netty");
            assertThat(logger.lines)
                    .containsExactly("WARNING: transport \"netty\" is used.\nLeft out:\n"
                            + "  transport \"plain\" cannot be used: it cannot do TLS, which the endpoints ask for");
        }

        @Test
        void inTheContextLoaderIsFound() {
            folder.provider("a.Netty", "netty", 10);
            Thread.currentThread().setContextClassLoader(folder.loader("webapp"));

            assertThat(open(ConnectionConfig.parse("arangodb://db1")).name()).isEqualTo("netty");
            assertThat(logger.lines).isEmpty();
        }

        @Test
        void inTheContextLoaderIsNotFoundWhereALoaderIsGiven() {
            folder.provider("a.Netty", "netty", 10);
            Thread.currentThread().setContextClassLoader(folder.loader("webapp"));

            assertRefused(
                    builder().classLoader(getClass().getClassLoader()).build(),
                    "no transport was found. " + ADD + SEARCHED_GIVEN.replace("plugins", "app"));
        }
    }

    @Nested
    class SeveralProviders {

        @Test
        void theHighestPriorityIsUsedWithOneWarning() {
            folder.provider("a.Netty", "netty", 5)
                    .provider("b.HttpClient", "httpclient", 10)
                    .provider("c.Jetty", "jetty", 0);

            assertThat(open(builder().build()).name()).isEqualTo("httpclient");
            assertThat(logger.lines)
                    .containsExactly(
                            "WARNING: several transports were found: httpclient (priority 10), netty (priority 5), jetty"
                                    + " (priority 0); httpclient is used. " + CHOOSE);
        }

        @Test
        void tiesAreDecidedByName() {
            folder.provider("a.Netty", "netty", 0).provider("b.HttpClient", "httpclient", 0);

            assertThat(open(builder().build()).name()).isEqualTo("httpclient");
            assertThat(logger.lines)
                    .containsExactly(
                            "WARNING: several transports were found: httpclient (priority 0), netty (priority 0); httpclient"
                                    + " is used. " + CHOOSE);
        }

        @Test
        void thoseLeftOutAreListedInTheSameWarning() {
            folder.provider("a.Netty", "netty", 0)
                    .provider("b.HttpClient", "httpclient", 0)
                    .provider("c.OtherNetty", "netty", 99)
                    .provider(
                            "d.Picky",
                            "picky",
                            50,
                            "public Optional<String> unavailableBecause() { return Optional.of(\"no libpicky\"); }");

            assertThat(open(builder().build()).name()).isEqualTo("httpclient");
            assertThat(logger.lines)
                    .containsExactly(
                            "WARNING: several transports were found: httpclient (priority 0), netty (priority 0); httpclient"
                                    + " is used. " + CHOOSE + "\nLeft out:\n"
                                    + "  provider c.OtherNetty has the same name \"netty\" as a.Netty, which goes first\n"
                                    + "  transport \"picky\" cannot be used: no libpicky");
        }

        @Test
        void ofOneNameTheOneThatWorksGoesFirst() {
            folder.provider(
                            "a.Netty",
                            "netty",
                            0,
                            "public Optional<String> unavailableBecause() { return Optional.of(\"no netty\"); }")
                    .provider("b.Netty", "netty", 0);

            assertThat(open(builder().build()).name()).isEqualTo("netty");
            assertThat(logger.lines)
                    .containsExactly("WARNING: transport \"netty\" is used.\nLeft out:\n"
                            + "  provider a.Netty has the same name \"netty\" as b.Netty, which goes first");
        }

        @Test
        void theNextIsUsedWhereTheFirstDoesNotOpen() {
            folder.provider("a.Netty", "netty", 0)
                    .provider(
                            "b.Shut",
                            "shut",
                            10,
                            "public Transport open(TransportConfig config) { throw new IllegalStateException(\"no luck\"); }");

            assertThat(open(builder().build()).name()).isEqualTo("netty");
            assertThat(logger.lines)
                    .containsExactly(
                            "WARNING: several transports were found: shut (priority 10), netty (priority 0); netty is used. "
                                    + CHOOSE + "\nLeft out:\n"
                                    + "  transport \"shut\" could not be opened: java.lang.IllegalStateException: no luck");
        }
    }

    @Nested
    class NoProvider {

        @Test
        void isAnErrorThatTellsWhatToAddAndWhereItWasLookedFor() {
            assertRefused(builder().build(), "no transport was found. " + ADD + SEARCHED_GIVEN);
        }

        @Test
        void inTheDefaultLoadersIsAnErrorThatNamesBoth() throws IOException {
            try (URLClassLoader context =
                    new URLClassLoader("webapp", new URL[0], getClass().getClassLoader())) {
                Thread.currentThread().setContextClassLoader(context);
                assertRefused(
                        ConnectionConfig.parse("arangodb://db1"),
                        "no transport was found. " + ADD
                                + SEARCHED_GIVEN.replace(
                                        "the given one (plugins)",
                                        "the driver's own (app), the thread's context loader (webapp)"));
            }
        }

        @Test
        void thatWorksIsAnErrorWithTheReasonOfEach() {
            folder.provider(
                            "a.Nameless",
                            "x",
                            0,
                            "public String name() { throw new IllegalStateException(\"no name\"); }")
                    .provider(
                            "b.Picky",
                            "picky",
                            0,
                            "public Optional<String> unavailableBecause() { return Optional.of(\"no libpicky\"); }")
                    .provider("c.Empty", "empty", 0, "public Transport open(TransportConfig config) { return null; }");

            assertRefused(
                    builder().build(),
                    "no transport was found. " + ADD + SEARCHED_GIVEN + "\nLeft out:\n"
                            + "  provider a.Nameless is broken: java.lang.IllegalStateException: no name\n"
                            + "  transport \"picky\" cannot be used: no libpicky\n"
                            + "  transport \"empty\" could not be opened: java.lang.NullPointerException: open() returned null");
        }

        @ParameterizedTest
        @ValueSource(strings = {"not a class", "a/b"})
        void isFoundInAServiceFileThatIsBroken(String line) {
            folder.service(line);

            assertThatThrownBy(() -> open(builder().build()))
                    .isExactlyInstanceOf(ArangoConfigurationException.class)
                    .hasMessageStartingWith(
                            "no transport was found. " + ADD + SEARCHED_GIVEN
                                    + "\nLeft out:\n  java.util.ServiceConfigurationError: io.arangobatch.spi.TransportProvider: file:")
                    .hasMessageContaining("META-INF/services/io.arangobatch.spi.TransportProvider:1: Illegal ");
        }

        @Test
        void isFoundWhereTheLoaderItselfFailsAtEachStep() {
            ClassLoader failing = new ClassLoader("failing", getClass().getClassLoader()) {
                @Override
                public Enumeration<URL> getResources(String name) throws IOException {
                    throw new IOException("disk gone");
                }
            };

            assertRefused(
                    builder().classLoader(failing).build(),
                    "no transport was found. " + ADD + SEARCHED_GIVEN.replace("plugins", "failing")
                            + "\nLeft out:\n  java.util.ServiceConfigurationError: io.arangobatch.spi.TransportProvider: Error"
                            + " locating configuration files, caused by java.io.IOException: disk gone");
        }
    }

    private ConnectionConfig.Builder builder() {
        return ConnectionConfig.builder().endpoint("db1", 8529).classLoader(folder.loader("plugins"));
    }

    private OpenedTransport open(ConnectionConfig config) {
        return new TransportSelector(logger, properties::get, environment::get).open(config);
    }

    private void assertRefused(ConnectionConfig config, String message) {
        assertThatThrownBy(() -> open(config))
                .isExactlyInstanceOf(ArangoConfigurationException.class)
                .hasMessage(message);
        assertThat(logger.lines).isEmpty();
    }
}

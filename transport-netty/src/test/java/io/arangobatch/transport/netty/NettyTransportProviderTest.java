package io.arangobatch.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arangobatch.ArangoConfigurationException;
import io.arangobatch.spi.Transport;
import io.arangobatch.spi.TransportCapability;
import io.arangobatch.spi.TransportProvider;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.local.LocalIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.ResourceLeakDetector;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NettyTransportProviderTest extends LoopbackTest {

    @Test
    void theServiceLoaderFindsIt() {
        assertThat(ServiceLoader.load(TransportProvider.class))
                .singleElement()
                .isInstanceOfSatisfying(NettyTransportProvider.class, provider -> {
                    assertThat(provider.name()).isEqualTo("netty");
                    assertThat(provider.priority()).isZero();
                    assertThat(provider.unavailableBecause()).isEmpty();
                    assertThat(provider.capabilities()).containsExactlyInAnyOrder(TransportCapability.values());
                });
    }

    @Test
    void theModuleProvidesItToo() throws IOException {
        try (InputStream descriptor = Files.newInputStream(mainClasses().resolve("module-info.class"))) {
            assertThat(ModuleDescriptor.read(descriptor).provides())
                    .singleElement()
                    .satisfies(provides -> {
                        assertThat(provides.service()).isEqualTo(TransportProvider.class.getName());
                        assertThat(provides.providers()).containsExactly(NettyTransportProvider.class.getName());
                    });
        }
    }

    @Test
    void nothingElseIsPublic() throws Exception {
        try (Stream<Path> files = Files.list(mainClasses().resolve("io/arangobatch/transport/netty"))) {
            List<String> classes = files.map(
                            file -> file.getFileName().toString().replace(".class", ""))
                    .toList();
            assertThat(classes).contains("NettyTransport");
            for (String name : classes) {
                Class<?> type = Class.forName("io.arangobatch.transport.netty." + name);
                assertThat(Modifier.isPublic(type.getModifiers()))
                        .as(name)
                        .isEqualTo(type == NettyTransportProvider.class);
            }
        }
    }

    @Test
    void anAbsentNettyIsReportedNotRaised() throws Exception {
        assertThat(reasonWithout("io.netty."))
                .contains("io.netty.channel.EventLoopGroup is not on the class path: add io.netty:netty-transport 4.2");
    }

    @Test
    void anAbsentPartOfNettyIsReported() throws Exception {
        assertThat(reasonWithout("io.netty.handler.ssl."))
                .contains("io.netty.handler.ssl.SslHandler is not on the class path: add io.netty:netty-handler 4.2");
    }

    @Test
    void withoutTheClassesOfNativeTransportsNioIsUsed() throws Exception {
        try (Hiding loader = new Hiding("io.netty.channel.epoll.", "io.netty.channel.kqueue.")) {
            Class<?> kind = loader.loadClass("io.arangobatch.transport.netty.SocketKind");
            var best = kind.getDeclaredMethod("best");
            best.setAccessible(true);
            assertThat(best.invoke(null)).asString().contains("name=NIO");
        }
    }

    @Test
    void aNativeTransportThatWorksHereIsUsed() {
        assertThat(SocketKind.best().name()).isEqualTo(Epoll.isAvailable() ? "epoll" : "NIO");
    }

    @Test
    void theEventLoopsOfTheCallerStayOpen() throws Exception {
        EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        try {
            ScriptedServer server = server(ScriptedServer::hello);
            Transport transport = NettyTransportProvider.withEventLoops(loops).open(Settings.defaults());
            done(transport.exchange(get(server.endpoint()), sink));
            assertThat(loops.submit(transport::isIoThread).get()).isTrue();
            assertThat(transport.isIoThread()).isFalse();

            transport.close();

            assertThat(loops.isShuttingDown()).isFalse();
            await("its connections are closed", () -> server.ended.size() == 1);
            assertThat(Thread.getAllStackTraces().keySet())
                    .noneMatch(thread -> thread.getName().startsWith("arangobatch-netty-"));
        } finally {
            loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).await();
        }
    }

    @Test
    void eventLoopsThatTheCallerHasShutDownFailTheExchange() throws Exception {
        EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        ScriptedServer server = server(ScriptedServer::hello);
        Transport transport =
                closing(NettyTransportProvider.withEventLoops(loops).open(Settings.defaults()));
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).await();

        assertThat(failure(transport.exchange(get(server.endpoint()), sink)))
                .hasMessage(
                        "no connection to " + server.endpoint() + ": the transport or its event loops were shut down");
    }

    @Test
    void eventLoopsOfAnotherKindAreRefused() throws Exception {
        EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, LocalIoHandler.newFactory());
        try {
            TransportProvider provider = NettyTransportProvider.withEventLoops(loops);
            assertThatThrownBy(() -> provider.open(Settings.defaults()))
                    .isInstanceOf(ArangoConfigurationException.class)
                    .hasMessage(
                            "the given io.netty.channel.MultiThreadIoEventLoopGroup runs neither NIO, epoll nor kqueue:"
                                    + " pass a MultiThreadIoEventLoopGroup with the handler of one of these");
        } finally {
            loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).await();
        }
    }

    @Test
    void aLostBufferWouldBeNoticed() {
        assertThat(ResourceLeakDetector.getLevel()).isEqualTo(ResourceLeakDetector.Level.PARANOID);
        loseABuffer();

        await("it is found", () -> !LeakCheck.foundAfterGc().isEmpty());
    }

    private static void loseABuffer() {
        ByteBufAllocator.DEFAULT.directBuffer(16).writeByte(1);
    }

    private static java.util.Optional<String> reasonWithout(String prefix) throws Exception {
        try (Hiding loader = new Hiding(prefix)) {
            Class<?> spi = loader.loadClass(TransportProvider.class.getName());
            Object provider = ServiceLoader.load(spi, loader).iterator().next();
            assertThat(provider.getClass()).isNotSameAs(NettyTransportProvider.class);
            @SuppressWarnings("unchecked")
            var reason = (java.util.Optional<String>)
                    spi.getMethod("unavailableBecause").invoke(provider);
            return reason;
        }
    }

    private static Path mainClasses() {
        return Path.of(NettyTransportProvider.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
    }

    /** The test's class path once more, without some packages. */
    private static final class Hiding extends URLClassLoader {

        private final List<String> hidden;

        Hiding(String... prefixes) {
            super(classPath(), ClassLoader.getPlatformClassLoader());
            this.hidden = List.of(prefixes);
        }

        private static URL[] classPath() {
            String[] entries = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                    .split(java.io.File.pathSeparator);
            return Arrays.stream(entries)
                    .map(entry -> {
                        try {
                            return Path.of(entry).toUri().toURL();
                        } catch (IOException impossible) {
                            throw new IllegalStateException(impossible);
                        }
                    })
                    .toArray(URL[]::new);
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (hidden.stream().anyMatch(name::startsWith)) {
                throw new ClassNotFoundException(name);
            }
            return super.findClass(name);
        }
    }
}

package io.arangobatch.transport.httpclient;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import io.arangobatch.spi.TransportCapability;
import io.arangobatch.spi.TransportProvider;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class HttpClientTransportProviderTest {

    private final HttpClientTransportProvider provider = new HttpClientTransportProvider();

    @Test
    void itIsCalledHttpclientAndCanDoEverything() {
        assertThat(provider.name()).isEqualTo("httpclient");
        assertThat(provider.capabilities()).containsExactlyInAnyOrder(TransportCapability.values());
        assertThat(provider.unavailableBecause()).isEmpty();
    }

    @Test
    void theServiceLoaderFindsIt() {
        assertThat(ServiceLoader.load(TransportProvider.class))
                .hasAtLeastOneElementOfType(HttpClientTransportProvider.class);
    }

    @Test
    void theModuleProvidesItAndExportsOnlyItsPackage() throws Exception {
        Path classes = Path.of(HttpClientTransportProvider.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        ModuleDescriptor module = ModuleFinder.of(classes)
                .find("io.arangobatch.transport.httpclient")
                .orElseThrow()
                .descriptor();
        assertThat(module.exports())
                .extracting(ModuleDescriptor.Exports::source)
                .containsExactly("io.arangobatch.transport.httpclient");
        assertThat(module.provides())
                .flatExtracting(ModuleDescriptor.Provides::providers)
                .containsExactly(HttpClientTransportProvider.class.getName());
    }

    @Test
    void nothingElseOfThisModuleIsPublic() {
        JavaClasses module = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackagesOf(HttpClientTransportProvider.class);
        ArchRuleDefinition.classes()
                .that()
                .arePublic()
                .should()
                .be(HttpClientTransportProvider.class)
                .check(module);
    }

    @Test
    void aMissingLibraryIsReportedAndNotThrown() {
        assertThat(HttpClientTransportProvider.missingFrom(ClassLoader.getPlatformClassLoader()))
                .contains("org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy is not on the class path:"
                        + " add org.apache.httpcomponents.client5:httpclient5 with its dependencies");
    }

    @Test
    void itsThreadsAreNamedDaemonsThatLiveFromTheFirstExchangeToTheClose() throws IOException {
        try (ScriptedServer server = ScriptedServer.answering("HTTP/1.1 204 No Content\r\n\r\n");
                Client client = new Client()) {
            assertThat(Client.threads()).isEmpty();
            client.send(Client.get(server.endpoint())).await();
            assertThat(Client.threads())
                    .isNotEmpty()
                    .allMatch(Thread::isDaemon)
                    .anyMatch(thread -> thread.getName().equals("arangobatch-httpclient-io-1"));
            client.transport.close();
            Client.await(() -> Client.threads().isEmpty());
        }
    }
}

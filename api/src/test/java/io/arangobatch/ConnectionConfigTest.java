package io.arangobatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.arangobatch.internal.config.Option;
import io.arangobatch.internal.config.Options;
import io.arangobatch.spi.Endpoint;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class ConnectionConfigTest {

    @Test
    void aWholeUrlIsRead() {
        ConnectionConfig config = ConnectionConfig.parse(
                "arangodb+tls://root:pass%2Fwd@db1:1234,[::1]:4321,db3/my%20db?transport=netty&connectTimeout=500ms");

        assertThat(config.endpoints())
                .containsExactly(
                        new Endpoint("db1", 1234, true),
                        new Endpoint("::1", 4321, true),
                        new Endpoint("db3", 8529, true));
        assertThat(config.user()).contains("root");
        assertThat(config.password()).contains("pass/wd");
        assertThat(config.database()).isEqualTo("my db");
        assertThat(config.transport()).contains("netty");
        assertThat(config.connectTimeout()).hasMillis(500);
    }

    @Test
    void theUrlWinsOverProperties() {
        Properties properties = new Properties();
        properties.setProperty("maxConnections", "7");
        properties.setProperty("maxRequests", "70");

        ConnectionConfig config = ConnectionConfig.parse("arangodb://localhost?maxConnections=8", properties);

        assertThat(config.maxConnections()).isEqualTo(8);
        assertThat(config.maxRequests()).isEqualTo(70);
    }

    @Test
    void everyOptionHasAGetterAndABuilderMethodOfItsName() throws Exception {
        List<String> setters = Arrays.stream(ConnectionConfig.Builder.class.getMethods())
                .filter(method -> method.getParameterCount() == 1)
                .map(method -> method.getName())
                .toList();
        for (Option<?> option : Options.ALL) {
            assertThat(ConnectionConfig.class.getMethod(option.name())).isNotNull();
            assertThat(setters).contains(option.name());
        }
    }
}

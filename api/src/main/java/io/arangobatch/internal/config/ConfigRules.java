package io.arangobatch.internal.config;

import io.arangobatch.ArangoConfigurationException;
import io.arangobatch.AuthMethod;
import java.util.ArrayList;
import java.util.List;

/**
 * Which settings exclude or need each other: what would be ignored silently is refused.
 *
 * @param options the options that were set
 * @param tls whether the endpoints are encrypted
 * @param sslContext whether the application gave an {@code SSLContext}
 * @param tokenSupplier whether it gave a supplier of tokens
 * @param transport whether it gave a {@code Transport}
 * @param transportProvider whether it gave a {@code TransportProvider}
 */
public record ConfigRules(
        OptionValues options,
        boolean tls,
        boolean sslContext,
        boolean tokenSupplier,
        boolean transport,
        boolean transportProvider) {

    private static final List<Option<?>> TLS_MATERIAL = List.of(
            Options.TRUST_CERTIFICATES,
            Options.TRUST_STORE,
            Options.TRUST_STORE_PASSWORD,
            Options.CLIENT_CERTIFICATE,
            Options.CLIENT_KEY,
            Options.KEY_STORE,
            Options.KEY_STORE_PASSWORD);

    private static final List<Option<?>> FOR_THE_TRANSPORT =
            List.of(Options.CONNECT_TIMEOUT, Options.ACQUIRE_TIMEOUT, Options.MAX_CONNECTIONS, Options.IDLE_TIMEOUT);

    /** Throws an {@link ArangoConfigurationException} for the first rule that is broken. */
    public void check() {
        checkAuthentication();
        checkTls();
        checkTransport();
    }

    /** What holds when the application chose none: what its credentials are good for. */
    public AuthMethod auth() {
        return options.find(Options.AUTH).orElseGet(() -> {
            if (tokenSupplier) {
                return AuthMethod.JWT;
            }
            return options.isSet(Options.USER) ? AuthMethod.BASIC : AuthMethod.NONE;
        });
    }

    private void checkAuthentication() {
        needs(Options.PASSWORD, Options.USER);
        if (tokenSupplier) {
            require(
                    auth() == AuthMethod.JWT,
                    "a tokenSupplier is given, but option auth is not jwt: remove one of them");
            excludes("a tokenSupplier", List.of(Options.PASSWORD));
        }
        switch (auth()) {
            case BASIC -> checkBasic();
            case JWT ->
                require(
                        tokenSupplier || options.isSet(Options.PASSWORD),
                        "option auth is jwt, which needs user and password, or a tokenSupplier");
            case NONE ->
                require(
                        !options.isSet(Options.USER),
                        "option auth is none, but option user is given: remove one of them");
        }
    }

    private void checkBasic() {
        require(options.isSet(Options.USER), "option auth is basic, which needs option user");
        String user = options.find(Options.USER).orElse("");
        require(
                user.indexOf(':') < 0,
                "wrong value " + Texts.quote(user)
                        + " for option user: basic authentication cannot carry a ':' in it; use option auth=jwt");
    }

    private void checkTls() {
        List<String> material = new ArrayList<>(
                TLS_MATERIAL.stream().filter(options::isSet).map(Option::name).toList());
        if (sslContext) {
            material.add(0, "sslContext");
        }
        require(
                tls || material.isEmpty(),
                "given without TLS: " + String.join(", ", material)
                        + "; use a URL that begins with arangodb+tls://, or tls(true)");
        if (sslContext) {
            excludes("an sslContext", TLS_MATERIAL);
        }
        excludesEachOther(Options.TRUST_STORE, Options.TRUST_CERTIFICATES);
        excludesEachOther(Options.KEY_STORE, Options.CLIENT_CERTIFICATE);
        needs(Options.TRUST_STORE_PASSWORD, Options.TRUST_STORE);
        needs(Options.KEY_STORE_PASSWORD, Options.KEY_STORE);
        needs(Options.CLIENT_CERTIFICATE, Options.CLIENT_KEY);
        needs(Options.CLIENT_KEY, Options.CLIENT_CERTIFICATE);
    }

    private void checkTransport() {
        require(!transport || !transportProvider, "a transport and a transportProvider are given: remove one of them");
        if (transport) {
            require(!sslContext, "a transport and an sslContext are given: the transport has its own settings already");
            List<Option<?>> ignored = new ArrayList<>(FOR_THE_TRANSPORT);
            ignored.addAll(TLS_MATERIAL);
            excludes("a transport, which has its own settings already,", ignored);
        }
    }

    private void needs(Option<?> option, Option<?> other) {
        require(
                !options.isSet(option) || options.isSet(other),
                "option " + option.name() + " is given without option " + other.name());
    }

    private void excludesEachOther(Option<?> option, Option<?> other) {
        require(
                !options.isSet(option) || !options.isSet(other),
                "options " + option.name() + " and " + other.name() + " are given: remove one of them");
    }

    private void excludes(String given, List<Option<?>> excluded) {
        excluded.stream().filter(options::isSet).findFirst().ifPresent(option -> {
            throw new ArangoConfigurationException(
                    given + " and option " + option.name() + " are given: remove one of them");
        });
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new ArangoConfigurationException(otherwise);
        }
    }
}

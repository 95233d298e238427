package io.arangobatch.internal.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.arangobatch.ArangoConfigurationException;
import io.arangobatch.internal.auth.Authenticator.Credentials;
import io.arangobatch.scripted.Await;
import io.arangobatch.scripted.Background;
import io.arangobatch.spi.Endpoint;
import io.arangobatch.spi.HttpHeader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenAuthenticatorTest {

    /** What a 3.2.2 server gave; it expires at second 1797930020. */
    private static final String RECORDED = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9."
            + "eyJleHAiOjE3OTc5MzAwMjAsImlhdCI6MS43OTUzMzgwMjA4MTMyODUxZSs2LCJpc3MiOiJhcmFuZ29kYiIsInByZWZlcnJlZF91c2Vy"
            + "bmFtZSI6InJvb3QifQ==._rXm7uoAZo3cOc-nuUb8xlaPEHV8OhmUhcspzPFQuPY=";

    private static final Endpoint SERVER = new Endpoint("one.test", 8529, false);
    private static final long NOW = 1_700_000_000;

    private static final class SettableClock extends Clock {
        private Instant now = Instant.ofEpochSecond(NOW);

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant instant() {
            return now;
        }

        void set(long second) {
            now = Instant.ofEpochSecond(second);
        }
    }

    private final SettableClock clock = new SettableClock();
    private final AtomicInteger fetches = new AtomicInteger();
    private final List<CompletableFuture<String>> tokens = new ArrayList<>();
    private final TokenAuthenticator authenticator = new TokenAuthenticator(this::fetch, clock);

    private CompletableFuture<String> fetch() {
        return tokens.get(fetches.getAndIncrement());
    }

    private void willGive(String... texts) {
        for (String text : texts) {
            tokens.add(CompletableFuture.completedFuture(text));
        }
    }

    private static String expiring(long second) {
        return jwt("{\"exp\":" + second + "}");
    }

    private static String jwt(String claims) {
        return "e30." + Base64.getUrlEncoder().encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + ".c2ln";
    }

    private Credentials credentials() {
        return Await.value(authenticator.credentials(SERVER));
    }

    private String header() {
        return credentials().header().map(HttpHeader::value).orElseThrow();
    }

    @Test
    void theTokenIsSentAsABearer() {
        willGive("opaque");
        assertThat(credentials().header()).contains(new HttpHeader("Authorization", "bearer opaque"));
        assertThat(credentials().renewable()).isTrue();
    }

    @Test
    void theTokenIsFetchedOnceHoweverManyAskAtOnce() {
        tokens.add(new CompletableFuture<>());
        List<Background<CompletableFuture<Credentials>>> askers = IntStream.range(0, 8)
                .mapToObj(i -> Background.call("asker-" + i, () -> authenticator.credentials(SERVER)))
                .toList();
        List<CompletableFuture<Credentials>> answers =
                askers.stream().map(Background::value).toList();
        assertThat(answers).noneMatch(CompletableFuture::isDone);
        tokens.get(0).complete("opaque");
        assertThat(answers)
                .allSatisfy(answer -> assertThat(Await.value(answer).header())
                        .map(HttpHeader::value)
                        .contains("bearer opaque"));
        assertThat(fetches).hasValue(1);
    }

    @Test
    void aTokenIsRenewedAMinuteBeforeItExpires() {
        willGive(RECORDED, "next");
        assertThat(header()).isEqualTo("bearer " + RECORDED);
        clock.set(1_797_930_020 - 61);
        assertThat(header()).isEqualTo("bearer " + RECORDED);
        clock.set(1_797_930_020 - 60);
        assertThat(header()).isEqualTo("bearer next");
    }

    @Test
    void aTokenOfAFewSecondsIsRenewedInItsLastTenth() {
        String shortLived = expiring(NOW + 10);
        willGive(shortLived, "next");
        header();
        clock.set(NOW + 8);
        assertThat(header()).isEqualTo("bearer " + shortLived);
        clock.set(NOW + 9);
        assertThat(header()).isEqualTo("bearer next");
    }

    @ParameterizedTest
    @CsvSource({"opaque", "a.b", "a.!!!.c", "a.bm8ganNvbg.c", "e30.e30.c2ln"})
    void aTokenThatTellsNoExpiryIsKeptUntilTheServerRefusesIt(String token) {
        willGive(token);
        header();
        clock.set(NOW + 1_000_000_000);
        assertThat(header()).isEqualTo("bearer " + token);
        assertThat(fetches).hasValue(1);
    }

    @Test
    void anExpiryBeyondAllTimeIsNone() {
        willGive(jwt("{\"exp\":9223372036854775807}"));
        header();
        assertThat(header()).startsWith("bearer ");
        assertThat(fetches).hasValue(1);
    }

    @Test
    void aTokenThatHasExpiredAlreadyIsRenewedAtTheNextUse() {
        willGive(expiring(NOW - 1), "next");
        header();
        assertThat(header()).isEqualTo("bearer next");
    }

    @Test
    void aRenewalThatFailsIsNoReasonToStopWhileTheTokenIsValid() {
        String token = expiring(NOW + 1000);
        willGive(token);
        header();
        clock.set(NOW + 950);
        tokens.add(CompletableFuture.failedFuture(new IllegalStateException("down")));
        assertThat(header()).isEqualTo("bearer " + token);
    }

    @Test
    void aRenewalThatFailsAfterTheExpiryFails() {
        willGive(expiring(NOW + 1000));
        header();
        clock.set(NOW + 1000);
        tokens.add(CompletableFuture.failedFuture(new IllegalStateException("down")));
        assertThat(Await.failure(authenticator.credentials(SERVER)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("down");
    }

    @Test
    void afterAFailureTheNextUseFetchesAgain() {
        tokens.add(CompletableFuture.failedFuture(new IllegalStateException("down")));
        willGive("next");
        Await.failure(authenticator.credentials(SERVER));
        assertThat(header()).isEqualTo("bearer next");
    }

    @Test
    void aSourceThatThrowsFailsTheCredentials() {
        TokenAuthenticator broken = new TokenAuthenticator(
                () -> {
                    throw new IllegalStateException("mine");
                },
                clock);
        assertThat(Await.failure(broken.credentials(SERVER))).hasMessage("mine");
    }

    @Test
    void aRefusedTokenIsFetchedAnew() {
        willGive("first", "second");
        authenticator.refuse(credentials());
        assertThat(header()).isEqualTo("bearer second");
    }

    @Test
    void aLateRefusalOfTheOldTokenLeavesTheNewOne() {
        willGive("first", "second");
        Credentials first = credentials();
        authenticator.refuse(first);
        header();
        authenticator.refuse(first);
        assertThat(header()).isEqualTo("bearer second");
        assertThat(fetches).hasValue(2);
    }

    @Test
    void whoGivesUpWaitingDoesNotTakeTheTokenFromTheOthers() {
        tokens.add(new CompletableFuture<>());
        CompletableFuture<Credentials> first = authenticator.credentials(SERVER);
        CompletableFuture<Credentials> second = authenticator.credentials(SERVER);
        first.cancel(true);
        tokens.get(0).complete("opaque");
        assertThat(Await.value(second).header()).isPresent();
    }

    @Test
    void noTokenIsAnErrorAndLeavesNobodyWaiting() {
        tokens.add(CompletableFuture.completedFuture(null));
        assertThat(Await.failure(authenticator.credentials(SERVER)))
                .isInstanceOf(ArangoConfigurationException.class)
                .hasMessage("the token for authentication is empty; give the text of one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3cret\n", "s3cret\r\nX: y", "s3cret ü"})
    void aTokenThatCannotStandInAHeaderIsRefusedWithoutShowingIt(String token) {
        willGive(token);
        assertThat(Await.failure(authenticator.credentials(SERVER)))
                .isInstanceOf(ArangoConfigurationException.class)
                .hasMessage("the token for authentication holds U+00"
                        + String.format("%02X", (int) token.charAt(6))
                        + " at index 6, which none may; give the token alone, without line breaks");
    }

    @Test
    void credentialsDoNotShowTheToken() {
        willGive("s3cret");
        assertThat(credentials().toString()).doesNotContain("s3cret");
    }
}

package io.arangobatch.transport.httpclient;

import io.arangobatch.spi.Endpoint;
import io.arangobatch.spi.TransportException;
import io.arangobatch.spi.TransportException.Phase;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.TruncatedChunkException;
import org.jspecify.annotations.Nullable;

/** Says in the driver's words what the library threw: what broke, with whom, and what to do where something can be done. */
final class Failures {

    private Failures() {}

    static TransportException unknownHost(Endpoint endpoint, UnknownHostException cause) {
        return connecting(
                "cannot connect to " + endpoint + ": the host name '" + endpoint.host() + "' cannot be resolved",
                cause);
    }

    static TransportException notConnected(Endpoint endpoint, @Nullable Exception cause) {
        return connecting(
                "cannot connect to " + endpoint + (cause == null ? ": no address answered in time" : because(cause)),
                cause);
    }

    static TransportException connectTimeout(Endpoint endpoint, Duration limit) {
        return connecting("no connection to " + endpoint + " within " + limit, null);
    }

    static TransportException acquireTimeout(Endpoint endpoint, Duration limit, String pool) {
        return connecting("no free connection to " + endpoint + " within " + limit + ": " + pool, null);
    }

    static TransportException neverUsed(Endpoint endpoint, @Nullable Exception cause) {
        return connecting("the connection to " + endpoint + " was closed before the request could be written", cause);
    }

    static TransportException handshake(Endpoint endpoint, Exception cause) {
        String failed = "the TLS handshake with " + endpoint + " failed";
        if (isIn(cause, Failures::isHostNameMismatch)) {
            return connecting(
                    failed + ": the server's certificate is not valid for the host name '" + endpoint.host()
                            + "'; connect by a name that the certificate holds, or give the server a certificate with this name",
                    cause);
        }
        if (isIn(cause, CertificateExpiredException.class::isInstance)) {
            return connecting(failed + ": the server's certificate has expired; the server needs a new one", cause);
        }
        if (isIn(cause, Failures::isUntrusted)) {
            return connecting(
                    failed + ": the server's certificate is not trusted" + because(cause)
                            + "; put the certificate of its issuer into the trust store of the SSLContext",
                    cause);
        }
        return connecting(failed + because(cause) + "; check that the server speaks TLS on this port", cause);
    }

    static TransportException interrupted(Endpoint endpoint) {
        return connecting("waiting for a connection to " + endpoint + " was interrupted", null);
    }

    static TransportException closed(Endpoint endpoint) {
        return connecting(closing(endpoint), null);
    }

    static String closing(Endpoint endpoint) {
        return "the transport was closed during the exchange with " + endpoint;
    }

    static String silence(Endpoint endpoint, Duration limit, boolean answering) {
        return endpoint + " sent nothing for " + limit
                + (answering ? " in the middle of its answer" : " while its answer was awaited");
    }

    static String totalTimeout(Endpoint endpoint, Duration limit) {
        return "the exchange with " + endpoint + " was not over within " + limit;
    }

    /** A connection broke under an exchange whose request had begun to be written. */
    static TransportException broken(Endpoint endpoint, Progress progress, Exception cause) {
        if (cause instanceof UnreadableBodyException) {
            return progress.broken("the request to " + endpoint + " was given up: " + cause.getMessage(), cause);
        }
        if (cause instanceof NotHttpException strange) {
            return progress.brokenAnswer(
                    "the server at " + endpoint + " does not speak HTTP: "
                            + (strange.looksLikeTls() && !endpoint.tls()
                                    ? "it answered in TLS; connect to https://" + endpoint.authority() + " instead"
                                    : cause.getMessage()),
                    cause);
        }
        if (isMalformed(cause)) {
            return progress.brokenAnswer("the answer of " + endpoint + " is malformed" + because(cause), cause);
        }
        return progress.broken("the connection to " + endpoint + lost(progress, cause), cause);
    }

    private static String lost(Progress progress, Exception cause) {
        String how = isEnd(cause) ? " was closed" : " broke";
        String why = isEnd(cause) ? "" : because(cause);
        if (progress.isAnswering()) {
            return how + " in the middle of the answer" + why;
        }
        return how
                + (progress.isRequestSent() ? " before an answer came" : " while the request was being written")
                + why;
    }

    private static boolean isMalformed(Exception cause) {
        return cause instanceof HttpException
                || cause instanceof MessageConstraintException
                || cause instanceof MalformedChunkCodingException && !isEnd(cause);
    }

    private static boolean isEnd(Exception cause) {
        return cause instanceof ConnectionClosedException || cause instanceof TruncatedChunkException;
    }

    private static TransportException connecting(String message, @Nullable Throwable cause) {
        return new TransportException(Phase.CONNECT, false, message, cause);
    }

    private static String because(Exception cause) {
        String message = cause.getMessage();
        return ": " + (message == null || message.isEmpty() ? cause.getClass().getSimpleName() : message);
    }

    private static boolean isUntrusted(Throwable cause) {
        return cause instanceof CertPathBuilderException
                || cause instanceof CertPathValidatorException
                || cause instanceof CertificateException;
    }

    /** The JDK has no exception of its own for it. */
    private static boolean isHostNameMismatch(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        return cause instanceof SSLPeerUnverifiedException
                || cause instanceof CertificateException
                        && (message.startsWith("No subject alternative") || message.startsWith("No name matching"));
    }

    private static boolean isIn(Throwable top, Predicate<Throwable> test) {
        return Stream.iterate(top, cause -> cause != null, Throwable::getCause)
                .limit(20)
                .anyMatch(test);
    }
}

package io.arangobatch.transport.httpclient;

import org.apache.hc.core5.http.ProtocolException;

/** What came is no HTTP at all. Its message is the beginning of it, made fit to be shown. */
final class NotHttpException extends ProtocolException {

    private static final long serialVersionUID = 1L;

    private static final int SHOWN = 40;

    /** Whether it looks like a TLS record: an alert or a handshake message of any version. */
    private final boolean tls;

    NotHttpException(String line) {
        super(printable(line));
        tls = line.length() >= 2 && (line.charAt(0) == 0x15 || line.charAt(0) == 0x16) && line.charAt(1) == 3;
    }

    boolean looksLikeTls() {
        return tls;
    }

    private static String printable(String line) {
        String start = line.substring(0, Math.min(SHOWN, line.length()));
        StringBuilder shown = new StringBuilder(SHOWN);
        start.chars().forEach(c -> shown.append(c >= ' ' && c < 0x7F ? (char) c : '?'));
        return "it answered '" + shown + (line.length() > SHOWN ? "…'" : "'");
    }
}

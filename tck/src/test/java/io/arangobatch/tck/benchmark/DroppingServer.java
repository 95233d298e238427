package io.arangobatch.tck.benchmark;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Takes one batch of whatever size, keeps nothing of it but how many parts there were and whether the keys came in order, and answers each
 * part with success.
 */
final class DroppingServer implements AutoCloseable {

    private static final String PART =
            "\r\nContent-Type: application/x-arango-batchpart\r\nContent-Id: %d\r\n\r\nHTTP/1.1 202 Accepted\r\n"
                    + "Content-Type: application/json; charset=utf-8\r\nContent-Length: 2\r\n\r\n{}\r\n";

    private final ServerSocket listener;
    private final CompletableFuture<Received> received = new CompletableFuture<>();

    /**
     * What arrived.
     *
     * @param bytes the length of the body
     * @param parts how many parts it had
     * @param keys how many keys it had, each of which was its own number
     */
    record Received(long bytes, int parts, int keys) {}

    DroppingServer() throws IOException {
        listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "dropping-server");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return listener.getLocalPort();
    }

    Received received() throws Exception {
        return received.get(1, TimeUnit.MINUTES);
    }

    private void serve() {
        try (Socket socket = listener.accept();
                OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16)) {
            InputStream in = socket.getInputStream();
            String head = head(in);
            String boundary = after(head, "boundary=");
            BodyScan scan = new BodyScan("--" + boundary + "\r\n");
            long length = Long.parseLong(after(head, "Content-Length: "));
            byte[] chunk = new byte[1 << 16];
            for (long left = length; left > 0; ) {
                int n = in.read(chunk, 0, (int) Math.min(left, chunk.length));
                if (n < 0) {
                    throw new IOException("the body ended " + left + " bytes too early");
                }
                scan.feed(chunk, n);
                left -= n;
            }
            received.complete(new Received(length, scan.parts(), scan.keys()));
            answer(out, boundary, scan.parts());
            in.read(); // until the client goes
        } catch (IOException | RuntimeException e) {
            received.completeExceptionally(e);
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
        }
        return head.toString();
    }

    private static String after(String head, String name) {
        int at = head.toLowerCase(Locale.ROOT).indexOf(name.toLowerCase(Locale.ROOT));
        return head.substring(at + name.length(), head.indexOf("\r\n", at));
    }

    /** The connection's end is the answer's end. */
    private static void answer(OutputStream out, String boundary, int parts) throws IOException {
        out.write(ascii("HTTP/1.1 200 OK\r\nConnection: Close\r\nContent-Type: multipart/form-data; boundary="
                + boundary + "\r\nContent-Length: " + length(boundary, parts) + "\r\n\r\n"));
        for (int part = 1; part <= parts; part++) {
            out.write(ascii("--" + boundary + PART.formatted(part)));
        }
        out.write(ascii("--" + boundary + "--"));
        out.flush();
    }

    private static long length(String boundary, int parts) {
        long length = boundary.length() + 4;
        for (int digits = 1, from = 1; from <= parts; digits++, from *= 10) {
            long withSo = Math.min(parts, from * 10L - 1) - from + 1;
            length += withSo * (2 + boundary.length() + PART.length() - 2 + digits);
        }
        return length;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

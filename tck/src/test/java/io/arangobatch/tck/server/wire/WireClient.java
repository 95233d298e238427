package io.arangobatch.tck.server.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** Sends a request exactly as the recording did: on a connection of its own, which the server is asked to close. */
final class WireClient {
    private static final Set<String> KNOWN = Set.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");
    private static final int PATIENCE_MILLIS = 20_000;
    private static final int IMPATIENCE_MILLIS = 300;

    private WireClient() {}

    static String send(int port, String method, String path, List<List<String>> headers, String body)
            throws IOException {
        byte[] data = body.getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n");
        boolean hasLength = headers.stream().anyMatch(h -> h.get(0).equalsIgnoreCase("content-length"));
        if (!hasLength && (data.length > 0 || Set.of("POST", "PUT", "PATCH").contains(method))) {
            head.append("Content-Length: ").append(data.length).append("\r\n");
        }
        headers.forEach(h -> head.append(h.get(0)).append(": ").append(h.get(1)).append("\r\n"));
        head.append("Connection: close\r\n\r\n");
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            // The server keeps a connection open after a method it does not know.
            socket.setSoTimeout(KNOWN.contains(method) ? PATIENCE_MILLIS : IMPATIENCE_MILLIS);
            ByteArrayOutputStream request = new ByteArrayOutputStream();
            request.write(head.toString().getBytes(StandardCharsets.UTF_8));
            request.write(data);
            socket.getOutputStream().write(request.toByteArray());
            return received(socket.getInputStream());
        }
    }

    private static String received(InputStream in) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        byte[] buffer = new byte[1 << 16];
        try {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                answer.write(buffer, 0, read);
            }
        } catch (SocketTimeoutException e) {
            // What came is the answer; the comparison says if it is not.
            return answer.toString(StandardCharsets.UTF_8);
        }
        return answer.toString(StandardCharsets.UTF_8);
    }
}

package io.arangobatch.tck.bench;

import io.arangobatch.tck.server.scripted.ReceivedRequest;
import io.arangobatch.tck.server.scripted.Script;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Hands requests on to another server and its answers back, so that a server may misbehave first and be a real one then. */
public final class Relay {

    private Relay() {}

    /** A script that hands on whatever comes. */
    public static Script to(int port) {
        return connection -> {
            while (true) {
                connection.send(exchange(port, connection.readRequest()));
            }
        };
    }

    /** Has a request answered by the other server; the answer as it came, head and body. */
    public static byte[] exchange(int port, ReceivedRequest request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            OutputStream out = socket.getOutputStream();
            out.write(request.head().getBytes(StandardCharsets.ISO_8859_1));
            out.write(request.body());
            out.flush();
            return answer(socket.getInputStream());
        }
    }

    private static byte[] answer(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n", Math.max(0, head.length() - 4)) < 0) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the server behind the relay ended the connection");
            }
            head.append((char) next);
        }
        byte[] body = in.readNBytes(length(head.toString()));
        return (head + new String(body, StandardCharsets.ISO_8859_1)).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** An answer has headers like a request, and is read as one. */
    private static int length(String head) {
        List<String> lengths = new ReceivedRequest(head, new byte[0]).values("Content-Length");
        return lengths.isEmpty() ? 0 : Integer.parseInt(lengths.get(0));
    }
}

package io.arangobatch.tck.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a batch of 1,000 inserts of 200 bytes costs the server, the reading and writing of the socket included, against parsing the same documents with
 * Jackson. A program, not a test: run {@code main}.
 */
final class BatchCostBenchmark {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int DOCUMENTS = 1_000;
    private static final int ROUNDS = 600;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final byte[] GAP = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private BatchCostBenchmark() {}

    public static void main(String[] args) throws IOException {
        long[] parsing = new long[ROUNDS];
        long[] serving = new long[ROUNDS];
        try (EmbeddedArango server = EmbeddedArango.start();
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setTcpNoDelay(true);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            exchange(socket.getOutputStream(), in, "POST /_api/collection", "{\"name\":\"c\"}");
            for (int round = 0; round < ROUNDS; round++) {
                List<String> documents = documents();
                parsing[round] = parse(documents);
                String batch = batch(documents);
                long begin = serverTime();
                exchange(socket.getOutputStream(), in, "POST /_api/batch", batch);
                serving[round] = serverTime() - begin;
                exchange(socket.getOutputStream(), in, "PUT /_api/collection/c/truncate", "");
                server.journal().clear();
            }
        }
        double parse = median(parsing);
        double serve = median(serving);
        System.out.printf("parse %.0f us, serve %.0f us, ratio %.2f%n", parse, serve, serve / parse);
    }

    /** Processor time of the server's threads, so that other load on the machine does not count. */
    private static long serverTime() {
        long time = 0;
        for (ThreadInfo thread : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
            if (thread != null && thread.getThreadName().startsWith("embedded-arango")) {
                time += Math.max(0, THREADS.getThreadCpuTime(thread.getThreadId()));
            }
        }
        return time;
    }

    private static List<String> documents() {
        List<String> documents = new ArrayList<>();
        for (int i = 0; i < DOCUMENTS; i++) {
            String start = "{\"_key\":\"k" + i + "\",\"name\":\"student number " + i + "\",\"age\":" + (18 + i % 9)
                    + ",\"tags\":[\"a\",\"b\",\"c\"],\"address\":{\"city\":\"Cologne\",\"zip\":\"50667\"},\"note\":\"";
            documents.add(start + "x".repeat(Math.max(0, 198 - start.length())) + "\"}");
        }
        return documents;
    }

    private static long parse(List<String> documents) throws IOException {
        List<byte[]> encoded =
                documents.stream().map(d -> d.getBytes(StandardCharsets.UTF_8)).toList();
        long begin = THREADS.getCurrentThreadCpuTime();
        int members = 0;
        for (byte[] document : encoded) {
            members += MAPPER.readTree(document).size();
        }
        long took = THREADS.getCurrentThreadCpuTime() - begin;
        if (members != DOCUMENTS * 6) {
            throw new IllegalStateException("parsed " + members + " members");
        }
        return took;
    }

    private static String batch(List<String> documents) {
        StringBuilder batch = new StringBuilder();
        for (String document : documents) {
            batch.append(
                            "--b7f0\r\nContent-Type: application/x-arango-batchpart\r\n\r\nPOST /_api/document/c HTTP/1.1\r\n\r\n")
                    .append(document)
                    .append("\r\n");
        }
        return batch.append("--b7f0--\r\n").toString();
    }

    private static void exchange(OutputStream out, DataInputStream in, String line, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String head = line + " HTTP/1.1\r\nContent-Type: multipart/form-data; boundary=b7f0\r\nContent-Length: "
                + bytes.length;
        byte[] request =
                Arrays.copyOf(head.getBytes(StandardCharsets.UTF_8), head.length() + GAP.length + bytes.length);
        System.arraycopy(GAP, 0, request, head.length(), GAP.length);
        System.arraycopy(bytes, 0, request, head.length() + GAP.length, bytes.length);
        out.write(request);
        out.flush();
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf("\r\n\r\n") < 0) {
            answer.append((char) in.readByte());
        }
        int at = answer.indexOf("Content-Length: ") + 16;
        in.readFully(new byte[Integer.parseInt(answer.substring(at, answer.indexOf("\r", at)))]);
    }

    private static double median(long[] nanos) {
        long[] warm = Arrays.copyOfRange(nanos, nanos.length / 2, nanos.length);
        Arrays.sort(warm);
        return warm[warm.length / 2] / 1e3;
    }
}

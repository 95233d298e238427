package io.arangobatch.tck.server;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;

/** How long a server takes to start once another has, and what batches that were answered leave in memory. A program, not a test. */
final class FootprintBenchmark {
    private static final int STARTS = 50;
    private static final int BATCHES = 100;
    private static final String BATCH =
            "--b7f0\r\nContent-Type: application/x-arango-batchpart\r\n\r\nGET /_api/version HTTP/1.1\r\n\r\n\r\n"
                            .repeat(1_000)
                    + "--b7f0--\r\n";

    private FootprintBenchmark() {}

    public static void main(String[] args) throws Exception {
        EmbeddedArango.start().close();
        System.out.printf("start, median of %d: %.2f ms%n", STARTS, medianStartMillis());
        try (EmbeddedArango server = EmbeddedArango.start()) {
            // So many that the journal has as many bodies as it ever keeps.
            send(server, 3 * BATCHES);
            long full = usedKib();
            send(server, BATCHES);
            long later = usedKib();
            server.journal().clear();
            System.out.printf("batch of %d KiB, heap in KiB: journal full %d, ", BATCH.length() >> 10, full);
            System.out.printf("%d batches later %d, journal cleared %d%n", BATCHES, later, usedKib());
        }
    }

    private static double medianStartMillis() {
        long[] nanos = new long[STARTS];
        for (int i = 0; i < STARTS; i++) {
            long begin = System.nanoTime();
            EmbeddedArango server = EmbeddedArango.start();
            nanos[i] = System.nanoTime() - begin;
            server.close();
        }
        Arrays.sort(nanos);
        return nanos[STARTS / 2] / 1e6;
    }

    private static void send(EmbeddedArango server, int batches) throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.uri() + "/_api/batch"))
                .header("Content-Type", "multipart/form-data; boundary=b7f0")
                .POST(HttpRequest.BodyPublishers.ofString(BATCH))
                .build();
        for (int i = 0; i < batches; i++) {
            int status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status != 200) {
                throw new IllegalStateException("answered " + status);
            }
        }
    }

    private static long usedKib() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory() >> 10;
    }
}

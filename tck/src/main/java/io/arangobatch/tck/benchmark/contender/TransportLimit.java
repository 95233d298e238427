package io.arangobatch.tck.benchmark.contender;

import io.arangobatch.BatchOptions;
import io.arangobatch.spi.ResponseFlow;
import io.arangobatch.spi.ResponseHead;
import io.arangobatch.spi.ResponseSink;
import io.arangobatch.spi.Transport;
import io.arangobatch.spi.TransportProvider;
import io.arangobatch.spi.TransportRequest;
import io.arangobatch.tck.bench.Settings;
import io.arangobatch.tck.benchmark.Target;
import io.arangobatch.tck.benchmark.load.Load;
import io.arangobatch.tck.benchmark.load.Operations;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;

/**
 * What sending costs at least with one of our transports: the bytes of our batch, encoded beforehand, without the driver above it; the answer is dropped. As with the
 * {@linkplain SocketLimit socket that is handed over}, the documents are encoded before each batch, and the bytes lie in memory that was written a moment ago.
 */
final class TransportLimit implements Contender {

    private static final Duration LONG = Duration.ofSeconds(60);

    /** Longer batches tell nothing about the transport that these do not, and many contenders share the memory. */
    private static final int MOST_OPERATIONS = 100_000;

    private final TransportProvider provider;

    private TransportLimit(TransportProvider provider) {
        this.provider = provider;
    }

    /** Those of the transports with such names. */
    static List<TransportLimit> of(List<String> transports) {
        return ServiceLoader.load(TransportProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> transports.contains(provider.name()))
                .map(TransportLimit::new)
                .toList();
    }

    @Override
    public String name() {
        return "limit-" + provider.name();
    }

    @Override
    public String about() {
        return "the bytes of multipart, encoded beforehand, through " + provider.name()
                + " alone; the answer is dropped";
    }

    @Override
    public boolean takes(Load load) {
        return load.operations() <= MOST_OPERATIONS;
    }

    @Override
    public Opened open(Target target) {
        Transport transport = provider.open(new Settings(LONG, LONG, LONG, 8, Optional.empty()));
        return new Opened() {
            @Override
            public Worker worker(Load load) {
                TransportRequest request = EncodedBatch.request(
                        target, Operations.of(load), BatchOptions.defaults().coalesce(false));
                return new Sender(transport, request, EncodingLimit.worker(load));
            }

            @Override
            public void close() {
                transport.close();
            }
        };
    }

    private static final class Sender implements Worker {
        private final Transport transport;
        private final TransportRequest encoded;
        private final Worker encoding;
        private TransportRequest request;

        Sender(Transport transport, TransportRequest encoded, Worker encoding) {
            this.transport = transport;
            this.encoded = encoded;
            this.encoding = encoding;
            this.request = encoded;
        }

        @Override
        public void queue() throws Exception {
            encoding.queue();
            request = EncodedBatch.copy(encoded);
        }

        @Override
        public void send() throws Exception {
            Dropping answer = new Dropping();
            transport.exchange(request, answer).get();
            if (answer.status != 200) {
                throw new IOException("unexpected answer: " + answer.status);
            }
        }

        @Override
        public Set<Step> steps() {
            return Set.of(Step.SEND);
        }
    }

    private static final class Dropping implements ResponseSink {
        private volatile int status;

        @Override
        public void onHead(ResponseHead head, ResponseFlow flow) {
            status = head.status();
        }

        @Override
        public void onBody(ByteBuffer chunk) {
            // Dropped.
        }
    }
}

package io.arangobatch.tck.benchmark.contender;

import io.arangobatch.BatchOptions;
import io.arangobatch.tck.benchmark.Target;
import io.arangobatch.tck.benchmark.load.Load;
import io.arangobatch.tck.benchmark.load.Operations;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What sending costs at least: the bytes of our batch, encoded beforehand, through a bare channel; the answer is read and dropped. Handed over, it does what any client
 * with I/O threads must do besides: the caller encodes the documents, while the other thread sleeps; the bytes lie in memory that was written a moment ago; then the other thread is
 * woken up, sends and receives them, and wakes the caller up.
 */
final class SocketLimit implements Contender {

    private final boolean coalesced;
    private final boolean handedOver;

    SocketLimit(boolean coalesced, boolean handedOver) {
        this.coalesced = coalesced;
        this.handedOver = handedOver;
    }

    @Override
    public String name() {
        return "limit-socket" + (handedOver ? "-handover" : "") + (coalesced ? "-coalesced" : "");
    }

    @Override
    public String about() {
        return "the bytes of multipart" + (coalesced ? "-coalesced" : "")
                + ", encoded beforehand, through a bare SocketChannel; the answer is read and dropped"
                + (handedOver
                        ? "; by a thread that sleeps while the documents are encoded, from memory just written"
                        : "");
    }

    @Override
    public boolean takes(Load load) {
        return true;
    }

    @Override
    public Opened open(Target target) {
        return new Opened() {
            @Override
            public Worker worker(Load load) throws IOException {
                ByteBuffer batch = EncodedBatch.of(
                        target, Operations.of(load), BatchOptions.defaults().coalesce(coalesced));
                Channel channel = new Channel(target, batch);
                return handedOver ? new HandedOver(channel, batch, EncodingLimit.worker(load)) : channel;
            }

            @Override
            public void close() {}
        };
    }

    private static final class Channel implements Worker {
        private static final Pattern LENGTH = Pattern.compile("content-length: *(\\d+)");
        private static final String HEAD_END = "\r\n\r\n";

        private final SocketChannel channel;
        private ByteBuffer request;
        private final ByteBuffer answer = ByteBuffer.allocateDirect(1 << 18);

        Channel(Target target, ByteBuffer request) throws IOException {
            this.request = request;
            this.channel = SocketChannel.open(new InetSocketAddress(target.host(), target.port()));
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        }

        @Override
        public void send() throws IOException {
            ByteBuffer rest = request.duplicate();
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            long more = readHead();
            while (more > 0) {
                answer.clear().limit((int) Math.min(more, answer.capacity()));
                more -= receive();
            }
        }

        /** Returns how much of the body is still to come. */
        private long readHead() throws IOException {
            answer.clear();
            while (true) {
                receive();
                String text = StandardCharsets.ISO_8859_1
                        .decode(answer.duplicate().flip().limit(Math.min(answer.position(), 1 << 10)))
                        .toString()
                        .toLowerCase(Locale.ROOT);
                int end = text.indexOf(HEAD_END);
                if (end >= 0) {
                    Matcher length = LENGTH.matcher(text);
                    if (!text.startsWith("http/1.1 200 ") || !length.find()) {
                        throw new IOException("unexpected answer: " + text.substring(0, end));
                    }
                    return Long.parseLong(length.group(1)) + end + HEAD_END.length() - answer.position();
                }
            }
        }

        private int receive() throws IOException {
            int read = channel.read(answer);
            if (read < 0) {
                throw new EOFException("the server closed the connection");
            }
            return read;
        }

        @Override
        public Set<Step> steps() {
            return Set.of(Step.SEND);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    /** The same from another thread. */
    private static final class HandedOver implements Worker {
        private final ExecutorService thread = Executors.newSingleThreadExecutor();
        private final Channel channel;
        private final ByteBuffer batch;
        private final Worker encoding;

        HandedOver(Channel channel, ByteBuffer batch, Worker encoding) {
            this.channel = channel;
            this.batch = batch;
            this.encoding = encoding;
        }

        @Override
        public void queue() throws Exception {
            encoding.queue();
            channel.request = EncodedBatch.copy(batch);
        }

        @Override
        public void send() throws Exception {
            thread.submit(() -> {
                        channel.send();
                        return null;
                    })
                    .get();
        }

        @Override
        public Set<Step> steps() {
            return channel.steps();
        }

        @Override
        public void close() throws IOException {
            thread.shutdown();
            channel.close();
        }
    }
}

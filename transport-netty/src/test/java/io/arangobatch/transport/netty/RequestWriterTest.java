package io.arangobatch.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.arangobatch.spi.Endpoint;
import io.arangobatch.spi.RequestBody;
import io.arangobatch.spi.TransportRequest;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestWriterTest implements RequestWriter.Listener {

    private static final int BUFFERS = 100;

    private final FlushCounter flushes = new FlushCounter();
    private final EmbeddedChannel channel = new EmbeddedChannel(flushes);
    private final List<ByteBuffer> buffers = IntStream.range(0, BUFFERS)
            .mapToObj(i -> ByteBuffer.allocateDirect(10).put(0, (byte) i))
            .toList();
    private final List<String> told = new ArrayList<>();

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    @Test
    void manyBuffersLeaveInOneFlushForOneGatheringWrite() {
        write();

        assertThat(channel.outboundMessages()).hasSize(1 + BUFFERS);
        assertThat(flushes.count).isEqualTo(1);
        assertThat(told).containsExactly("sent");
    }

    @Test
    void theBytesOfTheBodyAreNotCopied() {
        write();
        buffers.get(0).put(0, (byte) 77);

        ByteBuf head = channel.readOutbound();
        head.release();
        ByteBuf first = channel.readOutbound();

        assertThat(first.isDirect()).isTrue();
        assertThat(first.getByte(0)).isEqualTo((byte) 77);
        first.release();
    }

    @Test
    void aBodyLongerThanAnnouncedIsNotCompleted() {
        RequestBody twice = RequestBody.of(List.of(buffers.get(0), buffers.get(1)));
        write(post(announcing(15, twice)));

        assertThat(told).containsExactly("the body announced 15 bytes but has more");
        assertThat(channel.outboundMessages()).hasSize(2);
    }

    @Test
    void requestsThatWereQueuedTogetherLeaveInOneFlushAndInOrder() {
        write(
                post(RequestBody.of(List.of(buffers.get(0)))),
                post(RequestBody.empty()),
                post(RequestBody.of(List.of(buffers.get(1)))));

        assertThat(flushes.count).isEqualTo(1);
        assertThat(told).containsExactly("sent", "sent", "sent");
        assertThat(channel.outboundMessages()).hasSize(5);
    }

    @Test
    void nothingBehindADroppedRequestIsWritten() {
        RequestWriter kept = new RequestWriter(channel, post(RequestBody.empty()), this);
        RequestWriter dropped = new RequestWriter(channel, post(RequestBody.empty()), this);
        Outbox outbox = new Outbox(channel);
        outbox.add(kept);
        outbox.add(dropped);
        outbox.add(new RequestWriter(channel, post(RequestBody.empty()), this));

        outbox.dropFrom(dropped);
        outbox.proceed();

        assertThat(kept.hasBegun()).isTrue();
        assertThat(told).containsExactly("sent");
    }

    private void write() {
        write(post(RequestBody.of(buffers)));
    }

    private void write(TransportRequest... requests) {
        Outbox outbox = new Outbox(channel);
        for (TransportRequest request : requests) {
            outbox.add(new RequestWriter(channel, request, this));
        }
        outbox.proceed();
    }

    private static TransportRequest post(RequestBody body) {
        Endpoint endpoint = new Endpoint("localhost", 8529, false);
        return new TransportRequest(endpoint, "POST", "/", List.of(), body, Duration.ZERO, Duration.ZERO);
    }

    private static RequestBody announcing(long length, RequestBody body) {
        return new RequestBody() {
            @Override
            public long length() {
                return length;
            }

            @Override
            public java.util.Iterator<ByteBuffer> buffers() {
                return body.buffers();
            }
        };
    }

    @Override
    public void onSent() {
        told.add("sent");
    }

    @Override
    public void onWriteFailure(Throwable failure) {
        told.add("write failure");
    }

    @Override
    public void onBodyFailure(Throwable failure) {
        told.add(failure.getMessage());
    }

    private static final class FlushCounter extends ChannelOutboundHandlerAdapter {
        private int count;

        @Override
        public void flush(ChannelHandlerContext context) {
            count++;
            context.flush();
        }
    }
}

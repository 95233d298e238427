package io.arangobatch.tck.benchmark.nullserver;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Frames the requests of one connection and answers each when it is whole. */
final class NullConnection implements Runnable {

    private static final Pattern HEAD_END = new Pattern("\r\n\r\n");
    /** So many different answers to single requests are prepared. */
    private static final int DIFFERENT = 64;

    private final Socket socket;
    private final RequestInput input;
    private final OutputStream out;
    private final Map<Wanted, byte[][]> prepared = new HashMap<>();
    private int answered;
    private @Nullable BatchAnswer batch;

    NullConnection(Socket socket, LongAdder received, LongAdder sent) throws IOException {
        this.socket = socket;
        this.input = new RequestInput(socket.getInputStream(), received);
        this.out = new BufferedOutputStream(new CountingOutput(socket.getOutputStream(), sent), 1 << 16);
    }

    @Override
    public void run() {
        try (socket) {
            while (!input.isEmpty() || input.more()) {
                answerOne();
                if (input.isEmpty()) {
                    out.flush();
                }
            }
        } catch (IOException e) {
            // The client went away, which ends its connection and nothing else.
        }
    }

    private void answerOne() throws IOException {
        int headEnd = HEAD_END.indexIn(input.bytes(), input.from(), input.to());
        while (headEnd < 0) {
            out.flush();
            input.more();
            headEnd = HEAD_END.indexIn(input.bytes(), input.from(), input.to());
        }
        int headLength = headEnd + HEAD_END.length() - input.from();
        Head head = Head.of(input.bytes(), input.from(), headEnd);
        input.reserve(headLength + head.bodyLength());
        int length = Math.toIntExact(headLength + head.bodyLength());
        if (head.isBatch()) {
            answerBatch(new Parts(head.boundary()), headLength, length);
        } else {
            readWhole(length);
            out.write(single(Wanted.of(input.bytes(), input.from(), input.from() + length)));
        }
        input.skip(length);
    }

    private void readWhole(int length) throws IOException {
        while (input.to() - input.from() < length) {
            out.flush();
            input.more();
        }
    }

    private void answerBatch(Parts parts, int headLength, int length) throws IOException {
        int from = input.from();
        parts.advance(input.bytes(), from + headLength, Math.min(input.to(), from + length));
        while (input.to() - from < length) {
            input.more();
            parts.advance(input.bytes(), from + headLength, Math.min(input.to(), from + length));
        }
        BatchAnswer answer = batch;
        if (answer == null || !answer.suits(parts)) {
            answer = new BatchAnswer(parts);
            batch = answer;
        }
        answer.send(parts.boundary(), out);
    }

    private byte[] single(Wanted wanted) {
        byte[][] answers = prepared.computeIfAbsent(wanted, kind -> new byte[DIFFERENT][]);
        int index = answered++ % DIFFERENT;
        if (answers[index] == null) {
            answers[index] = Answers.of(wanted, index * Math.max(1, wanted.documents()), Answers.Form.ALONE);
        }
        return answers[index];
    }

    /** Counts what really goes out, in the sizes in which it does. */
    private static final class CountingOutput extends OutputStream {
        private final OutputStream out;
        private final LongAdder sent;

        CountingOutput(OutputStream out, LongAdder sent) {
            this.out = out;
            this.sent = sent;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            sent.increment();
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            sent.add(length);
            out.write(bytes, offset, length);
        }
    }
}

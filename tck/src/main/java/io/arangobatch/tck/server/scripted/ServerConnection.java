package io.arangobatch.tck.server.scripted;

import io.arangobatch.tck.internal.Signal;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;

/**
 * One accepted connection: the steps of which scripts are made, and a record of what arrived. The steps are for the thread that plays
 * the script; the record may be read from any thread.
 */
public final class ServerConnection {

    private static final int RECORDED = 1 << 20;

    private final Socket raw;
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final Signal signal;
    private final CountDownLatch serverClosed;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final List<ReceivedRequest> requests = new ArrayList<>();
    private long bytesReceived;
    private long bytesSent;
    private boolean ended;

    ServerConnection(Socket raw, Socket socket, Signal signal, CountDownLatch serverClosed) throws IOException {
        this.raw = raw;
        this.socket = socket;
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
        this.signal = signal;
        this.serverClosed = serverClosed;
    }

    // Steps

    /**
     * Reads the head of a request and leaves its body unread.
     *
     * @return the head, with an empty body
     * @throws IOException if the client ends the connection before
     */
    public ReceivedRequest readHead() throws IOException {
        ReceivedRequest request = head();
        signal.change(() -> requests.add(request));
        return request;
    }

    private ReceivedRequest head() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int last = 0;
        while (last != 0x0d0a0d0a) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the client ended the connection");
            }
            head.write(next);
            last = last << 8 | next;
        }
        record(head.toByteArray(), head.size());
        return new ReceivedRequest(head.toString(StandardCharsets.ISO_8859_1), new byte[0]);
    }

    /**
     * Reads a request with its body.
     *
     * @return the whole request
     * @throws IOException if the client ends the connection before
     */
    public ReceivedRequest readRequest() throws IOException {
        ReceivedRequest head = head();
        try {
            ReceivedRequest whole = new ReceivedRequest(head.head(), readBytes((int) head.contentLength()));
            signal.change(() -> requests.add(whole));
            return whole;
        } catch (IOException cut) {
            signal.change(() -> requests.add(head));
            throw cut;
        }
    }

    /**
     * Reads so many bytes.
     *
     * @param count how many
     * @return the bytes
     * @throws IOException if the client ends the connection before
     */
    public byte[] readBytes(int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        record(bytes, bytes.length);
        if (bytes.length < count) {
            throw new EOFException("the client ended the connection");
        }
        return bytes;
    }

    /**
     * Reads so many bytes without keeping them.
     *
     * @param count how many
     * @return their CRC-32
     * @throws IOException if the client ends the connection before
     */
    public long drain(long count) throws IOException {
        CRC32 sum = new CRC32();
        byte[] buffer = new byte[1 << 16];
        long left = count;
        while (left > 0) {
            int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (read < 0) {
                throw new EOFException("the client ended the connection");
            }
            sum.update(buffer, 0, read);
            record(buffer, read);
            left -= read;
        }
        return sum.getValue();
    }

    /**
     * Sends a text.
     *
     * @param text what is sent, one byte a character
     * @throws IOException if the client has gone
     */
    public void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /**
     * Sends bytes.
     *
     * @param bytes what is sent
     * @throws IOException if the client has gone
     */
    public void send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
        signal.change(() -> bytesSent += bytes.length);
    }

    /**
     * Sends a text slowly.
     *
     * @param text what is sent, one byte a character
     * @param step how many bytes at a time
     * @param gap the time after each step; zero to flush each step without a pause
     * @throws IOException if the client has gone
     */
    public void drip(String text, int step, Duration gap) throws IOException {
        for (int from = 0; from < text.length(); from += step) {
            send(text.substring(from, Math.min(text.length(), from + step)));
            pause(gap);
        }
    }

    /**
     * Does nothing for a while, without reading.
     *
     * @param time how long
     * @throws IOException if the server is closed meanwhile
     */
    public void pause(Duration time) throws IOException {
        await(serverClosed, time);
    }

    /**
     * Does nothing, without reading, until the test opens a gate.
     *
     * @param gate what the test counts down
     * @throws IOException if the server is closed first
     */
    public void await(CountDownLatch gate) throws IOException {
        while (gate.getCount() > 0 && serverClosed.getCount() > 0) {
            await(gate, Duration.ofMillis(20));
        }
    }

    /**
     * Does nothing, without reading, until the server is closed.
     *
     * @throws IOException if the thread is interrupted
     */
    public void stall() throws IOException {
        await(serverClosed);
    }

    /**
     * Reads whatever comes until the client ends or resets the connection.
     *
     * @throws IOException if the client resets the connection
     */
    public void awaitClientEnd() throws IOException {
        byte[] buffer = new byte[1 << 16];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            record(buffer, read);
        }
    }

    /**
     * Ends the sending direction; the client may go on writing.
     *
     * @throws IOException if the client has gone
     */
    public void halfClose() throws IOException {
        socket.shutdownOutput();
    }

    /**
     * Breaks the connection: the client gets a TCP reset, not an end.
     *
     * @throws IOException if the socket cannot be closed
     */
    public void reset() throws IOException {
        raw.setSoLinger(true, 0);
        raw.close();
    }

    /**
     * Ends the TCP connection in order, but without the end of the TLS session.
     *
     * @throws IOException if the socket cannot be closed
     */
    public void cut() throws IOException {
        raw.close();
    }

    /**
     * Closes the connection in order.
     *
     * @throws IOException if the socket cannot be closed
     */
    public void close() throws IOException {
        socket.close();
    }

    private static void await(CountDownLatch gate, Duration time) throws IOException {
        try {
            boolean ignored = gate.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the script was interrupted");
        }
    }

    // Record

    /**
     * Returns the first bytes that arrived, as they arrived.
     *
     * @return at most 1 MiB, decrypted, one character a byte
     */
    public String received() {
        return signal.read(() -> received.toString(StandardCharsets.ISO_8859_1));
    }

    /**
     * Returns how many bytes the script has read.
     *
     * @return the count, decrypted
     */
    public long bytesReceived() {
        return signal.read(() -> bytesReceived);
    }

    /**
     * Returns how many bytes the script has handed to the socket.
     *
     * @return the count, before encryption
     */
    public long bytesSent() {
        return signal.read(() -> bytesSent);
    }

    /**
     * Returns the requests that the script has read as such.
     *
     * @return the requests in order
     */
    public List<ReceivedRequest> requests() {
        return signal.read(() -> List.copyOf(requests));
    }

    /**
     * Tells whether the connection is over: closed by its script, or by the client and noticed by the script.
     *
     * @return whether it has ended
     */
    public boolean ended() {
        return signal.read(() -> ended);
    }

    private void record(byte[] bytes, int count) {
        signal.change(() -> {
            bytesReceived += count;
            received.write(bytes, 0, Math.max(0, Math.min(count, RECORDED - received.size())));
        });
    }

    void end() {
        try {
            socket.close();
        } catch (IOException alreadyBroken) {
            abort();
        } finally {
            signal.change(() -> ended = true);
        }
    }

    /** Ends the connection from another thread, whatever its script is doing. */
    void abort() {
        try {
            raw.close();
        } catch (IOException unusable) {
            throw new IllegalStateException("cannot close a socket of the scripted server", unusable);
        }
    }
}

package io.arangobatch.internal.buffer;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A temporary file that goes away when it is closed. A {@link RandomAccessFile}, because interrupting a thread that uses a channel closes
 * the channel for everybody, and what is queued would be lost. Thread-safe.
 */
final class SpillFile implements AutoCloseable {

    private static final Logger LOG = System.getLogger("io.arangobatch.spill");

    private final Path path;
    private final RandomAccessFile content;
    private final boolean unlinked;
    private final ReentrantLock lock = new ReentrantLock();

    SpillFile(Path path, RandomAccessFile content, boolean unlinked) {
        this.path = path;
        this.content = content;
        this.unlinked = unlinked;
    }

    void write(long position, byte[] bytes, int offset, int length) {
        lock.lock();
        try {
            content.seek(position);
            content.write(bytes, offset, length);
        } catch (IOException e) {
            throw failed("written", e);
        } finally {
            lock.unlock();
        }
    }

    byte[] read(long position, int length) {
        byte[] bytes = new byte[length];
        lock.lock();
        try {
            content.seek(position);
            content.readFully(bytes);
            return bytes;
        } catch (EOFException e) {
            throw failed("read", new IOException("it is shorter than what was written to it", e));
        } catch (IOException e) {
            throw failed("read", e);
        } finally {
            lock.unlock();
        }
    }

    private SpillException failed(String what, IOException e) {
        return SpillException.of(path.getParent(), what, e);
    }

    /** Whoever still reads, of an exchange that was given up, gets an exception and never other bytes. */
    @Override
    public void close() {
        lock.lock();
        try {
            content.close();
            if (!unlinked) {
                Files.deleteIfExists(path);
                SpillExit.forget(this);
            }
        } catch (IOException e) {
            // It is tried once more when the JVM ends; more cannot be done, and nothing that the caller wants depends
            // on it.
            LOG.log(Level.DEBUG, "a temporary file cannot be deleted yet: " + path, e);
        } finally {
            lock.unlock();
        }
    }
}

package io.arangobatch.internal.buffer;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** Where the queues of a connection continue when they become too long for the memory. Closing it takes all of its files away. Thread-safe. */
public final class SpillFolder implements AutoCloseable {

    private final Path folder;
    private final Disk disk;
    private final ReentrantLock lock = new ReentrantLock();
    /** Weak, so that the file of a session that nobody closed goes with the session. */
    private final Set<SpillFile> open = Collections.newSetFromMap(new WeakHashMap<>());

    private boolean closed;

    /**
     * Names a folder, which is looked at when the first file is made.
     *
     * @param folder the folder
     */
    public SpillFolder(Path folder) {
        this(folder, Disk.REAL);
    }

    SpillFolder(Path folder, Disk disk) {
        this.folder = folder.toAbsolutePath();
        this.disk = disk;
    }

    /** Makes a file that nobody but its owner can open. */
    SpillFile create() {
        lock.lock();
        try {
            if (closed) {
                throw new IOException("the connection is closed");
            }
            // A new file under a name that nobody can guess; no link is followed.
            Path path = Files.createTempFile(folder, "arangobatch-", ".spill", OwnerOnly.in(folder));
            SpillFile file = opened(path);
            open.add(file);
            return file;
        } catch (IOException e) {
            throw SpillException.of(folder, "made", e);
        } finally {
            lock.unlock();
        }
    }

    private SpillFile opened(Path path) throws IOException {
        RandomAccessFile content;
        try {
            content = disk.open(path);
        } catch (IOException e) {
            Files.deleteIfExists(path);
            throw e;
        }
        boolean unlinked = disk.unlink(path);
        SpillFile file = new SpillFile(path, content, unlinked);
        if (!unlinked) {
            SpillExit.remember(file);
        }
        return file;
    }

    @Override
    public void close() {
        files().forEach(SpillFile::close);
    }

    private List<SpillFile> files() {
        lock.lock();
        try {
            closed = true;
            return List.copyOf(open);
        } finally {
            lock.unlock();
        }
    }
}

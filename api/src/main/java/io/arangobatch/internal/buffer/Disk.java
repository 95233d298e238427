package io.arangobatch.internal.buffer;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/** What differs from system to system, and what tests let fail. */
interface Disk {

    /** The disk there is. */
    Disk REAL = new Disk() {};

    default RandomAccessFile open(Path file) throws IOException {
        return new RandomAccessFile(file.toFile(), "rw");
    }

    /** Takes the name of an open file away, if the system can do that: its bytes stay until it is closed, even if the JVM is killed. */
    default boolean unlink(Path open) {
        try {
            Files.delete(open);
            return true;
        } catch (IOException e) {
            // Windows keeps the name of a file as long as it is open.
            return false;
        }
    }
}

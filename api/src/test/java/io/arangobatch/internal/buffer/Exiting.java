package io.arangobatch.internal.buffer;

import java.nio.file.Path;

/** A program that ends with a queue in a file, on a system that keeps the names of open files. */
final class Exiting {

    private Exiting() {}

    public static void main(String[] arguments) {
        Path temporary = Path.of(arguments[0]);
        SegmentedBuffer buffer = new SegmentedBuffer(1024, new SpillFolder(temporary, new Disk() {
            @Override
            public boolean unlink(Path open) {
                return false;
            }
        }));
        buffer.write(new byte[1 << 20]);
        buffer.settle(1 << 20);
        System.out.println(temporary.toFile().list().length + " file");
    }
}

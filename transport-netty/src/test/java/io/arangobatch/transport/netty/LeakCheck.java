package io.arangobatch.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a test class in which a buffer was lost. Registered for all test classes, before Netty makes its first buffer. */
public final class LeakCheck implements BeforeAllCallback, AfterAllCallback {

    private static final Queue<String> LEAKS = new ConcurrentLinkedQueue<>();

    /** For the service loader. */
    public LeakCheck() {}

    @Override
    public void beforeAll(ExtensionContext context) {
        if (!(ResourceLeakDetectorFactory.instance() instanceof Recording)) {
            ResourceLeakDetectorFactory.setResourceLeakDetectorFactory(new Recording());
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        assertThat(foundAfterGc()).as("lost buffers").isEmpty();
    }

    /** Lets the garbage collector find lost buffers and Netty report them; forgets them then. */
    static Queue<String> foundAfterGc() {
        for (int round = 0; round < 5; round++) {
            System.gc();
            for (int i = 0; i < 50; i++) {
                ByteBufAllocator.DEFAULT.directBuffer(16).release();
            }
        }
        Queue<String> found = new ConcurrentLinkedQueue<>(LEAKS);
        LEAKS.clear();
        return found;
    }

    private static final class Recording extends ResourceLeakDetectorFactory {

        @Override
        @SuppressWarnings("deprecation") // the older overload is abstract
        public <T> ResourceLeakDetector<T> newResourceLeakDetector(
                Class<T> resource, int samplingInterval, long maxActive) {
            return newResourceLeakDetector(resource, samplingInterval);
        }

        @Override
        public <T> ResourceLeakDetector<T> newResourceLeakDetector(Class<T> resource, int samplingInterval) {
            return new ResourceLeakDetector<>(resource, samplingInterval) {
                @Override
                protected boolean needReport() {
                    return true;
                }

                @Override
                protected void reportTracedLeak(String resourceType, String records) {
                    LEAKS.add(resourceType + records);
                }

                @Override
                protected void reportUntracedLeak(String resourceType) {
                    LEAKS.add(resourceType);
                }
            };
        }
    }
}

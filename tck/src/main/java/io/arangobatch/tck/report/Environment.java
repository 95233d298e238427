package io.arangobatch.tck.report;

import io.arangobatch.tck.TransportTck;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** Where a run took place, and with which kit. */
public record Environment(String kit, String java, String os, int processors, long maxHeapMebibytes) {

    public static Environment current() {
        return new Environment(
                kitVersion(),
                "%s (%s, %s)"
                        .formatted(
                                System.getProperty("java.version"),
                                System.getProperty("java.vm.name"),
                                System.getProperty("java.vendor")),
                "%s %s (%s)"
                        .formatted(
                                System.getProperty("os.name"),
                                System.getProperty("os.version"),
                                System.getProperty("os.arch")),
                Runtime.getRuntime().availableProcessors(),
                Runtime.getRuntime().maxMemory() >> 20);
    }

    private static String kitVersion() {
        Properties properties = new Properties();
        try (InputStream in = TransportTck.class.getResourceAsStream("kit.properties")) {
            properties.load(Objects.requireNonNull(in, "kit.properties is missing from the kit's jar"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read kit.properties", e);
        }
        return properties.getProperty("version");
    }
}

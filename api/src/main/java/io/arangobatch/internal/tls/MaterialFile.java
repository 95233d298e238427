package io.arangobatch.internal.tls;

import io.arangobatch.ArangoConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file with certificates or keys, and the option that named it, so that every error tells both.
 *
 * @param option the name of the option
 * @param path where the file is
 */
record MaterialFile(String option, Path path) {

    byte[] read() {
        if (!Files.exists(path)) {
            throw fault("does not exist", null);
        }
        if (!Files.isRegularFile(path)) {
            throw fault("is not a file", null);
        }
        try {
            byte[] content = Files.readAllBytes(path);
            if (content.length == 0) {
                throw fault("is empty", null);
            }
            return content;
        } catch (IOException unreadable) {
            throw fault("cannot be read: " + unreadable, unreadable);
        }
    }

    ArangoConfigurationException fault(String what, @Nullable Throwable cause) {
        return new ArangoConfigurationException("option " + option + ": file \"" + path + "\" " + what, cause);
    }
}

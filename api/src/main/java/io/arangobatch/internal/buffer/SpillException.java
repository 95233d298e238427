package io.arangobatch.internal.buffer;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A temporary file cannot be made, written or read. The message names folder and reason; who knows the batch tells the rest. */
public final class SpillException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private SpillException(String message, IOException cause) {
        super(message, cause);
    }

    static SpillException of(@Nullable Path folder, String what, IOException cause) {
        return new SpillException("a temporary file in " + folder + " cannot be " + what + ": " + reason(cause), cause);
    }

    /** Those of the file system have nothing but the path in their messages. */
    private static String reason(IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return "there is no such folder";
        }
        if (cause instanceof AccessDeniedException) {
            return "it is not allowed";
        }
        @Nullable String reason = cause instanceof FileSystemException failed ? failed.getReason() : cause.getMessage();
        return Objects.requireNonNullElse(reason, cause.toString());
    }
}

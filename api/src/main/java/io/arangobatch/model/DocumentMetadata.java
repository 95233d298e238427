package io.arangobatch.model;

import java.util.Optional;

/**
 * What the server says of a written document. With the {@code silent} option it says nothing, and {@code id}, {@code key} and {@code rev} are empty.
 *
 * @param id the handle, such as {@code students/Kris}
 * @param key the key, such as {@code Kris}
 * @param rev the revision after the write, an opaque text
 * @param oldRev the revision before it, where there was one
 * @param newDocument the document after the write, if {@code returnNew} was asked for
 * @param oldDocument the document before the write, if {@code returnOld} was asked for and there was one
 */
public record DocumentMetadata(
        String id,
        String key,
        String rev,
        Optional<String> oldRev,
        Optional<StoredDocument> newDocument,
        Optional<StoredDocument> oldDocument) {}

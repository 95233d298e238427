package io.arangobatch.model;

import java.util.List;

/**
 * What became of an import.
 *
 * @param created documents that were inserted
 * @param errors documents that were refused
 * @param empty lines without content
 * @param updated documents that were updated or replaced
 * @param ignored documents that were there already and left alone
 * @param details a text for each refused document, if asked for
 */
public record ImportResult(long created, long errors, long empty, long updated, long ignored, List<String> details) {

    /**
     * Copies the list.
     *
     * @param created documents that were inserted
     * @param errors documents that were refused
     * @param empty lines without content
     * @param updated documents that were updated or replaced
     * @param ignored documents that were there already and left alone
     * @param details a text for each refused document, if asked for
     */
    public ImportResult {
        details = List.copyOf(details);
    }
}

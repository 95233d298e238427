package io.arangobatch.internal.plan;

import java.util.Optional;

/** The keys of documents, as documents and requests tell them. */
final class DocumentKeys {

    private static final int LONGEST = 254;
    private static final String SPECIAL = "_-:.@()+,=;$!*'%";

    private DocumentKeys() {}

    /**
     * What a document says of its identity.
     *
     * @param key the attribute {@code _key}; not a legal key if it is no text; empty if there is none
     * @param more whether there is an {@code _id} or a {@code _rev}
     */
    record Identity(Optional<String> key, boolean more) {

        static final Identity NONE = new Identity(Optional.empty(), false);
    }

    /** Tells whether every server takes this text for a key, so that it needs no escape either. */
    static boolean isLegal(String key) {
        if (key.isEmpty() || key.length() > LONGEST) {
            return false;
        }
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            boolean plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (!plain && SPECIAL.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }
}

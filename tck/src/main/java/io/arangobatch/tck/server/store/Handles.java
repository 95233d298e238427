package io.arangobatch.tck.server.store;

import org.jspecify.annotations.Nullable;

/** Names and document handles. */
public final class Handles {
    private static final int LONGEST_NAME = 64;

    private Handles() {}

    /** The key in a handle {@code collection/key}, or the whole text if it is only a key. */
    public static String key(String handle) {
        return handle.substring(handle.indexOf('/') + 1);
    }

    public static boolean isDocumentId(@Nullable String id) {
        if (id == null) {
            return false;
        }
        int slash = id.indexOf('/');
        return slash > 0 && collectionName(id.substring(0, slash), true) && KeyGenerator.valid(id.substring(slash + 1));
    }

    public static boolean collectionName(String name, boolean system) {
        return name(name, system);
    }

    public static boolean databaseName(String name) {
        return name(name, false);
    }

    private static boolean name(String name, boolean system) {
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            boolean later = i > 0 && (c >= '0' && c <= '9' || c == '_' || c == '-');
            if (!letter && !later && !(system && c == '_')) {
                return false;
            }
        }
        return true;
    }
}

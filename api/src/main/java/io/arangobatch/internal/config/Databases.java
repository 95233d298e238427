package io.arangobatch.internal.config;

import io.arangobatch.ArangoConfigurationException;

/** What may be the name of a database. The server's own rules differ by version and are left to it. */
public final class Databases {

    private Databases() {}

    /** The name, if it may be one. */
    public static String check(String name) {
        if (name.isEmpty() || Texts.firstControl(name) >= 0) {
            throw new ArangoConfigurationException("wrong database name " + Texts.quote(name)
                    + ": allowed is a text that is not empty, without control characters");
        }
        return name;
    }
}

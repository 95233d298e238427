package io.arangobatch.tck.server.rest;

import io.arangobatch.tck.server.store.Access;
import io.arangobatch.tck.server.store.ArangoError;
import io.arangobatch.tck.server.store.Database;
import io.arangobatch.tck.server.store.Databases;
import io.arangobatch.tck.server.store.Users;
import org.jspecify.annotations.Nullable;

/** What the caller may do; without a user everything, as for the parts of a batch on a 3.2 server. */
record Rights(@Nullable String user, @Nullable Users users) {
    static final Rights UNRESTRICTED = new Rights(null, null);

    Access database(Database database) {
        return user == null || users == null ? Access.RW : users.access(user, database.name());
    }

    Access collection(Database database, String collection) {
        return user == null || users == null ? Access.RW : users.access(user, database.name(), collection);
    }

    /** Whether the caller may manage users and databases. */
    boolean administrator() {
        return user == null || users == null || users.access(user, Databases.SYSTEM) == Access.RW;
    }

    void requireDatabaseWrite(Database database) {
        if (database(database) != Access.RW) {
            throw ArangoError.FORBIDDEN.exception();
        }
    }

    void requireRead(Database database, String collection) {
        if (collection(database, collection) == Access.NONE) {
            throw ArangoError.FORBIDDEN.exception();
        }
    }

    void requireWrite(Database database, String collection) {
        if (collection(database, collection) != Access.RW) {
            throw ArangoError.FORBIDDEN.exception();
        }
    }
}

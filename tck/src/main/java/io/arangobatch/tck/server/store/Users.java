package io.arangobatch.tck.server.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.arangobatch.tck.server.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All users of a server. */
public final class Users {
    private final Map<String, User> users = new TreeMap<>();
    private final ReentrantLock lock = new ReentrantLock();

    /** Creates the user that may do everything. */
    public void createRoot(String name, String password) {
        locked(() -> {
            User root = new User(name, password, true);
            root.grant(User.ANY, Access.RW);
            root.grant(Databases.SYSTEM, Access.RW);
            return users.put(name, root);
        });
    }

    public boolean accepts(String name, String password) {
        return locked(() -> users.containsKey(name) && users.get(name).accepts(password));
    }

    public boolean isActive(String name) {
        return locked(() -> users.containsKey(name) && users.get(name).isActive());
    }

    public List<JsonNode> list() {
        return locked(() -> users.values().stream().map(User::json).toList());
    }

    /**
     * Describes a user.
     *
     * @throws StoreException 1703 if there is none of that name
     */
    public JsonNode describe(String name) {
        return with(name, User::json);
    }

    /**
     * Creates a user, or replaces one.
     *
     * @throws StoreException 1700 without a name, 1702 if it exists, 1703 if the one to replace does not
     */
    public JsonNode store(String name, JsonNode json, boolean replace) {
        return locked(() -> {
            if (name.isEmpty()) {
                throw ArangoError.USER_INVALID_NAME.exception();
            }
            User old = users.get(name);
            if (replace && old == null) {
                throw ArangoError.USER_NOT_FOUND.exception();
            }
            if (!replace && old != null) {
                throw ArangoError.USER_DUPLICATE.exception();
            }
            User user = old == null ? new User(name, "", true) : old;
            user.setPassword(
                    json.path("passwd").isTextual() ? json.path("passwd").textValue() : "");
            user.setActive(
                    !json.path("active").isBoolean() || json.path("active").booleanValue());
            user.setExtra(json.path("extra") instanceof ObjectNode extra ? extra : Json.object());
            users.put(name, user);
            return user.json();
        });
    }

    /**
     * Changes what is given of a user.
     *
     * @throws StoreException 1703 if there is none of that name
     */
    public JsonNode update(String name, JsonNode json) {
        return with(name, user -> {
            if (json.path("passwd").isTextual()) {
                user.setPassword(json.path("passwd").textValue());
            }
            if (json.path("active").isBoolean()) {
                user.setActive(json.path("active").booleanValue());
            }
            if (json.path("extra") instanceof ObjectNode extra && !extra.isEmpty()) {
                user.setExtra(extra);
            }
            return user.json();
        });
    }

    /**
     * Removes a user.
     *
     * @throws StoreException 1703 if there is none of that name
     */
    public void remove(String name) {
        with(name, user -> users.remove(name));
    }

    public void grant(String name, String database, Access access) {
        with(name, user -> {
            user.grant(database, access);
            return user;
        });
    }

    public void revoke(String name, String database) {
        with(name, user -> {
            user.revoke(database);
            return user;
        });
    }

    public void grant(String name, String database, String collection, Access access) {
        with(name, user -> {
            user.grant(database, collection, access);
            return user;
        });
    }

    public void revoke(String name, String database, String collection) {
        with(name, user -> {
            user.revoke(database, collection);
            return user;
        });
    }

    /** What a user may do with a database; nothing if there is no such user. */
    public Access access(String name, String database) {
        return locked(() -> users.containsKey(name) ? users.get(name).access(database) : Access.NONE);
    }

    /** What a user may do with a collection; nothing if there is no such user. */
    public Access access(String name, String database, String collection) {
        return locked(() -> users.containsKey(name) ? users.get(name).access(database, collection) : Access.NONE);
    }

    /** What was granted for exactly this database ({@code *} for all), not what follows from other grants. */
    public Optional<Access> granted(String name, String database) {
        return with(name, user -> user.granted(database));
    }

    /** What was granted for exactly this collection, not what follows from other grants. */
    public Optional<Access> granted(String name, String database, String collection) {
        return with(name, user -> user.granted(database, collection));
    }

    public ObjectNode config(String name) {
        return with(name, User::config);
    }

    public void setConfig(String name, ObjectNode config) {
        with(name, user -> {
            user.setConfig(config);
            return user;
        });
    }

    private <T> T with(String name, Function<User, T> action) {
        return locked(() -> {
            User user = users.get(name);
            if (user == null) {
                throw ArangoError.USER_NOT_FOUND.exception();
            }
            return action.apply(user);
        });
    }

    private <T extends @Nullable Object> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }
}

package io.arangobatch.tck.server.rest;

import io.arangobatch.tck.server.store.Databases;
import io.arangobatch.tck.server.store.RevisionClock;
import io.arangobatch.tck.server.store.Ticks;
import io.arangobatch.tck.server.store.Users;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** One running server: what its handlers share. */
public final class Instance {
    private final ServerVersion version;
    private final boolean authentication;
    private final Databases databases;
    private final Users users;
    private final Tokens tokens;
    private final Ticks ticks;
    private final Jobs jobs;
    private final int number;
    private final Supplier<List<String>> coordinators;

    /** A server with one user who may do everything. */
    public Instance(
            ServerVersion version,
            boolean authentication,
            String user,
            String password,
            Duration tokenLifetime,
            boolean numericRevisions) {
        this.version = version;
        this.authentication = authentication;
        this.ticks = new Ticks();
        this.databases = new Databases(ticks, new RevisionClock(numericRevisions));
        this.users = new Users();
        this.tokens = new Tokens(tokenLifetime);
        this.jobs = new Jobs(ticks);
        this.number = 0;
        this.coordinators = List::of;
        users.createRoot(user, password);
    }

    private Instance(Instance sibling, int number, Supplier<List<String>> coordinators) {
        this.version = sibling.version;
        this.authentication = sibling.authentication;
        this.databases = sibling.databases;
        this.users = sibling.users;
        this.tokens = sibling.tokens;
        this.ticks = sibling.ticks;
        this.jobs = new Jobs(ticks);
        this.number = number;
        this.coordinators = coordinators;
    }

    /**
     * A coordinator over the data of this server: databases, users and tokens are those of all of them, cursors and jobs are its own.
     *
     * @param itsNumber tells its cursors from those of the others; never used twice
     * @param endpoints where all coordinators are
     */
    public Instance coordinator(int itsNumber, Supplier<List<String>> endpoints) {
        return new Instance(this, itsNumber, endpoints);
    }

    public ServerVersion version() {
        return version;
    }

    public boolean authentication() {
        return authentication;
    }

    public Databases databases() {
        return databases;
    }

    /** What tells this server's cursors from those of others over the same data. */
    int number() {
        return number;
    }

    /** Where the coordinators of the cluster are; none for a single server. */
    List<String> coordinators() {
        return coordinators.get();
    }

    public Users users() {
        return users;
    }

    public Tokens tokens() {
        return tokens;
    }

    public Jobs jobs() {
        return jobs;
    }

    /** Runs asynchronous requests with {@code executor} from now on. */
    public void runJobsOn(Executor executor) {
        jobs.runOn(executor);
    }
}

package io.arangobatch.tck.server.rest;

import io.arangobatch.tck.server.store.Databases;
import io.arangobatch.tck.server.store.RevisionClock;
import io.arangobatch.tck.server.store.Ticks;
import io.arangobatch.tck.server.store.Users;
import java.time.Duration;
import java.util.concurrent.Executor;

/** One running server: what its handlers share. */
public final class Instance {
    private final ServerVersion version;
    private final boolean authentication;
    private final Databases databases;
    private final Users users;
    private final Tokens tokens;
    private final Jobs jobs;

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
        Ticks ticks = new Ticks();
        this.databases = new Databases(ticks, new RevisionClock(numericRevisions));
        this.users = new Users();
        this.tokens = new Tokens(tokenLifetime);
        this.jobs = new Jobs(ticks);
        users.createRoot(user, password);
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

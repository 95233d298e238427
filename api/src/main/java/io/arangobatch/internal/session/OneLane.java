package io.arangobatch.internal.session;

import io.arangobatch.internal.plan.Plan;
import io.arangobatch.request.ArangoRequest;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All requests one after another. */
record OneLane(Lane lane) implements Lanes {

    OneLane(Plan plan, boolean returnResults) {
        this(new Lane(plan, returnResults));
    }

    @Override
    public void add(ArangoRequest<?> request, @Nullable Job<?> job) throws IOException {
        lane.plan().add(request);
        if (job != null) {
            lane.jobs().add(job);
        }
    }

    @Override
    public void settle() {
        lane.plan().encoder().settle();
    }

    @Override
    public void close() {
        lane.plan().close();
    }

    @Override
    public List<Lane> all() {
        return List.of(lane);
    }

    @Override
    public List<Job<?>> jobs() {
        return lane.jobs().kept().toList();
    }

    @Override
    public long size() {
        return lane.plan().encoder().size();
    }
}

package io.arangobatch.internal.carrier;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.arangobatch.internal.exchange.Call;
import io.arangobatch.internal.exchange.Deadline;
import io.arangobatch.internal.exchange.Exchanger;
import io.arangobatch.internal.exchange.JsonHeaders;
import io.arangobatch.internal.exchange.OrderedCalls;
import io.arangobatch.internal.multipart.EncodedRequest;
import io.arangobatch.internal.multipart.MultipartEncoder;
import io.arangobatch.internal.text.PercentEncoding;
import java.time.Duration;
import java.util.Optional;

/** Carries a batch as single requests, in order over one connection, for servers without the batch endpoint: from 3.12.3 on. */
public final class PipelineCarrier extends TimedCarrier {

    private final Exchanger exchanger;
    private final String databasePath;
    private final int window;
    private final ObjectMapper mapper;

    /**
     * Makes a carrier.
     *
     * @param exchanger sends the calls
     * @param database the database that all requests go to
     * @param commitTimeout how long a commit may take; zero for no limit
     * @param window how many requests may be ahead of the answers
     * @param mapper reads error answers
     */
    public PipelineCarrier(
            Exchanger exchanger, String database, Duration commitTimeout, int window, ObjectMapper mapper) {
        super(commitTimeout);
        this.exchanger = exchanger;
        this.databasePath = "/_db/" + PercentEncoding.encode(database);
        this.window = window;
        this.mapper = mapper;
    }

    @Override
    Carriage carry(MultipartEncoder batch, int from, AnswerHandler handler, Deadline deadline) {
        PipelineCommit commit = new PipelineCommit(this, batch, from, handler, deadline);
        commit.start();
        return new Carriage(commit.delivery(), commit::abort);
    }

    OrderedCalls calls(MultipartEncoder batch, int from, Deadline deadline) {
        return new OrderedCalls(from, batch.count(), position -> call(batch.request(position)), deadline);
    }

    private Call call(EncodedRequest request) {
        return new Call(
                request.method(),
                databasePath + request.target(),
                JsonHeaders.of(request.headers(), request.body().length() > 0),
                request.body(),
                Duration.ZERO,
                Optional.empty());
    }

    Exchanger exchanger() {
        return exchanger;
    }

    int window() {
        return window;
    }

    ObjectMapper mapper() {
        return mapper;
    }
}

package io.arangobatch.internal.session;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.arangobatch.request.RequestRunner;
import io.arangobatch.spi.Endpoint;
import java.util.concurrent.Executor;

/** What all jobs of a connection share. */
public interface JobContext {

    /**
     * Returns what encodes documents and decodes answers.
     *
     * @return the connection's object mapper
     */
    ObjectMapper mapper();

    /**
     * Returns where futures complete.
     *
     * @return the connection's callback executor
     */
    Executor callbacks();

    /**
     * Returns what runs further requests on one server.
     *
     * @param endpoint the server
     * @return a runner that waits for results
     */
    RequestRunner runnerAt(Endpoint endpoint);
}

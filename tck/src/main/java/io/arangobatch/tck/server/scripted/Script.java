package io.arangobatch.tck.server.scripted;

import java.io.IOException;

/**
 * What the server does on one connection, step by step. When it returns, the server closes the connection. An {@link IOException} means
 * that the client went away, which is an ordinary end.
 */
@FunctionalInterface
public interface Script {

    /**
     * Plays the script on one connection; runs on a thread of its own.
     *
     * @param connection the accepted connection, after the TLS handshake if there is one
     * @throws IOException if the client ends or resets the connection
     */
    void play(ServerConnection connection) throws IOException;

    /**
     * Returns a script that reads request after request and answers each with the same text, until the client goes away.
     *
     * @param answer the whole answer, head and body, one byte a character
     * @return the script
     */
    static Script answering(String answer) {
        return serving(request -> answer);
    }

    /**
     * Returns a script that reads request after request and answers each, until the client goes away.
     *
     * @param service what is answered to which request
     * @return the script
     */
    static Script serving(Service service) {
        return connection -> {
            while (true) {
                connection.send(service.answer(connection.readRequest()));
            }
        };
    }

    /**
     * Returns a script that reads one request, answers it, and then waits for the client to end the connection.
     *
     * @param answer what is sent, one byte a character
     * @return the script
     */
    static Script once(String answer) {
        return connection -> {
            connection.readRequest();
            connection.send(answer);
            connection.awaitClientEnd();
        };
    }

    /** Answers a request. */
    @FunctionalInterface
    interface Service {

        /**
         * Returns the answer to one request.
         *
         * @param request what came
         * @return the whole answer, head and body, one byte a character
         */
        String answer(ReceivedRequest request);
    }
}

package io.arangobatch.tck.equivalence;

import java.util.List;

/**
 * What came of a session.
 *
 * @param lines a line for each request whose result was wanted, and one for each document that is stored afterwards
 * @param data the stored documents alone
 * @param failed how many requests the server answered with an error
 * @param wireRequests how many requests to the server carried them
 */
record Outcome(List<String> lines, List<String> data, int failed, int wireRequests) {}

package io.arangobatch.internal.carrier;

/**
 * What came of carrying a batch, besides the answers.
 *
 * @param failed how many requests the server answered with an error
 * @param bytesSent the size of what was sent
 * @param bytesReceived the size of the answer
 */
public record Receipt(int failed, long bytesSent, long bytesReceived) {}

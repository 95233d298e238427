package io.arangobatch.internal.carrier;

/**
 * What a commit cost.
 *
 * @param calls how many HTTP requests carried it
 * @param bytesSent the size of their bodies
 * @param bytesReceived the size of the bodies of the answers
 */
public record Receipt(int calls, long bytesSent, long bytesReceived) {

    /** Nothing sent, nothing received. */
    public static final Receipt NONE = new Receipt(0, 0, 0);

    /**
     * Adds another part of the same commit.
     *
     * @param other its costs
     * @return the sum
     */
    public Receipt plus(Receipt other) {
        return new Receipt(calls + other.calls, bytesSent + other.bytesSent, bytesReceived + other.bytesReceived);
    }
}

package io.arangobatch.internal.multipart;

/**
 * How much of an answer the decoder takes, so that a server gone mad cannot fill the memory.
 *
 * @param headerBytes the most bytes for all header lines of one part
 * @param bodyBytes the most bytes for the body of one part, up to 1 GiB
 * @param answerBytes the most bytes for the whole answer
 */
public record DecoderLimits(int headerBytes, int bodyBytes, long answerBytes) {

    private static final int LARGEST_BODY = 1 << 30;

    /** 64 KiB of headers, 256 MiB for a body, 1 GiB for the whole answer. */
    public static final DecoderLimits DEFAULT = new DecoderLimits(1 << 16, 1 << 28, 1L << 30);

    /**
     * Checks that the limits allow anything at all and fit an array.
     *
     * @param headerBytes the most bytes for all header lines of one part
     * @param bodyBytes the most bytes for the body of one part, up to 1 GiB
     * @param answerBytes the most bytes for the whole answer
     */
    public DecoderLimits {
        check("headerBytes", headerBytes, LARGEST_BODY);
        check("bodyBytes", bodyBytes, LARGEST_BODY);
        check("answerBytes", answerBytes, Long.MAX_VALUE);
    }

    private static void check(String name, long value, long most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(name + " is " + value + ", but must be 1 to " + most);
        }
    }
}

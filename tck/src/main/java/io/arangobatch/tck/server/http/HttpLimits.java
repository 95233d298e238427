package io.arangobatch.tck.server.http;

/** What the server refuses: heads (431), targets (414) and bodies (413) beyond these numbers of bytes. */
public record HttpLimits(int head, int target, long body) {
    public static final HttpLimits DEFAULT = new HttpLimits(2 << 20, 16_384, 1L << 30);
}

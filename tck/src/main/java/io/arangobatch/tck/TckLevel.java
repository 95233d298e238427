package io.arangobatch.tck;

/** How binding a test of the kit is. */
public enum TckLevel {

    /** Every transport passes it. */
    REQUIRED,

    /** Demanded from transports whose provider declares the capabilities that the test names; skipped for the others. */
    CAPABILITY,

    /**
     * Required as well, but what it looks for happens by chance: one failure proves a fault, one success proves little.
     */
    STOCHASTIC
}

package io.arangobatch.tck.benchmark.contender;

import java.util.List;

/** Adds contenders; found by {@link java.util.ServiceLoader} on the class path of a peer. */
public interface ContenderSource {

    /** The contenders, in the order in which they are shown. */
    List<Contender> contenders();
}

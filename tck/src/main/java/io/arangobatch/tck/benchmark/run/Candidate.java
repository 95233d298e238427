package io.arangobatch.tck.benchmark.run;

import io.arangobatch.tck.benchmark.contender.Contender;
import java.nio.file.Path;
import java.util.List;

/**
 * A contender and what its JVM needs.
 *
 * @param contender the contender
 * @param classPath what has to stand on the class path besides ours
 */
record Candidate(Contender contender, List<Path> classPath) {}

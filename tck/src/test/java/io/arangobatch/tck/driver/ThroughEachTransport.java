package io.arangobatch.tck.driver;

import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The base of tests that run once through each transport. */
@ParameterizedClass(name = "{0}")
@EnumSource(Via.class)
abstract class ThroughEachTransport {

    @Parameter
    Via via;
}

package io.arangobatch.tck;

import io.arangobatch.spi.TransportCapability;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/** Marks a test of the kit and says what it demands. The test runs once for each of its {@link #uses()}. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@TestTemplate
@ExtendWith(TckExtension.class)
@SuppressWarnings("exports")
public @interface TckTest {

    /**
     * Returns the id by which the test is reported and waived; it never changes.
     *
     * @return topic, dot, and words joined by hyphens, as in {@code exchange.head-no-body}
     */
    String id();

    /**
     * Returns how binding the test is.
     *
     * @return required unless given
     */
    TckLevel level() default TckLevel.REQUIRED;

    /**
     * Returns the promise under test.
     *
     * @return one sentence
     */
    String contract();

    /**
     * Returns where in a transport to look when the test fails.
     *
     * @return one or two sentences
     */
    String check();

    /**
     * Returns the capabilities without which the test makes no sense.
     *
     * @return none unless given
     */
    TransportCapability[] requires() default {};

    /**
     * Returns the uses in which the test makes sense.
     *
     * @return both unless given
     */
    TckUse[] uses() default {TckUse.BLOCKING, TckUse.ASYNCHRONOUS};
}

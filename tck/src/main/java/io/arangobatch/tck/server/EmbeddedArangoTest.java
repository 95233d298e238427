package io.arangobatch.tck.server;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives the tests of a class an embedded server: any parameter of type {@link EmbeddedArango} is one.
 *
 * <pre>{@code
 * @EmbeddedArangoTest
 * class StudentsTest {
 *     @Test
 *     void areStored(EmbeddedArango arango) { ... }
 * }
 * }</pre>
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(EmbeddedArangoExtension.class)
public @interface EmbeddedArangoTest {
    /**
     * How long a server lives.
     *
     * @return one server for each test method unless told otherwise
     */
    Lifecycle lifecycle() default Lifecycle.PER_METHOD;

    /**
     * The version that the server reports.
     *
     * @return {@code major.minor.patch}
     */
    String serverVersion() default "3.2.2";

    /**
     * The user who must log in; without one nobody is asked.
     *
     * @return a name, or nothing for no authentication
     */
    String user() default "";

    /**
     * The password of {@link #user()}.
     *
     * @return the password
     */
    String password() default "";

    /** How long a server lives. */
    enum Lifecycle {
        /** Each test method gets a fresh, empty server. */
        PER_METHOD,
        /** All methods of a class, and its constructor and set-up, share one server. */
        PER_CLASS
    }
}

/**
 * What an application touches: connections, batch sessions, jobs, and the exceptions.
 *
 * <p>Unless a type says otherwise, no parameter and no result is ever {@code null}.
 */
@NullMarked
package io.arangobatch;

import org.jspecify.annotations.NullMarked;

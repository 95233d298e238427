/** Texts that go into requests: names, paths, and how they are shown in messages. */
@NullMarked
package io.arangobatch.internal.text;

import org.jspecify.annotations.NullMarked;

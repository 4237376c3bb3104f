/** The processor's two topologies in one process on a clock of their own: what they publish, when, and what it costs. */
@NullMarked
package dev.clickstream.endtoend.replay;

import org.jspecify.annotations.NullMarked;

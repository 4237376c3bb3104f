/** Travellers who never were: a deterministic stream of plausible events. */
@NullMarked
package dev.clickstream.cli.simulate;

import org.jspecify.annotations.NullMarked;

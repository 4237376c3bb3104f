/** Business rules: read from Redis into a snapshot in the process, so that no event waits for the network. */
@NullMarked
package dev.clickstream.processor.rules;

import org.jspecify.annotations.NullMarked;

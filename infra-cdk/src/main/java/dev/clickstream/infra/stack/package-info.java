/** The stacks: each only composes constructs, and says what it hands to others. Edge and State need none of the others. */
@NullMarked
package dev.clickstream.infra.stack;

import org.jspecify.annotations.NullMarked;

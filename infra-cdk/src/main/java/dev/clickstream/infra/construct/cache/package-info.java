/** The cache that serves the rules. */
@NullMarked
package dev.clickstream.infra.construct.cache;

import org.jspecify.annotations.NullMarked;

/** What is kept: the hot table, the lake with its catalogue, the images. */
@NullMarked
package dev.clickstream.infra.construct.store;

import org.jspecify.annotations.NullMarked;

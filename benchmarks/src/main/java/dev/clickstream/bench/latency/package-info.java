/** From the POST to the item that a recommender reads. */
@NullMarked
package dev.clickstream.bench.latency;

import org.jspecify.annotations.NullMarked;

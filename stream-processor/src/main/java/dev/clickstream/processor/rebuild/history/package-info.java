/** Everything that happened, read once: from Kafka's topics, and from the loader's files on S3. */
@NullMarked
package dev.clickstream.processor.rebuild.history;

import org.jspecify.annotations.NullMarked;

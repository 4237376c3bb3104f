/** Records found on topics. Start with {@link dev.clickstream.cli.topic.TopicSearch}. */
@NullMarked
package dev.clickstream.cli.topic;

import org.jspecify.annotations.NullMarked;

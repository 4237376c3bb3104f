/** The brokers, every topic, and who may do what on them. */
@NullMarked
package dev.clickstream.infra.construct.kafka;

import org.jspecify.annotations.NullMarked;

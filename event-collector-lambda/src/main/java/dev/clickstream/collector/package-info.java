/**
 * The collector: HTTP in, Kafka out. {@link dev.clickstream.collector.Collector#collect} is a request's whole way; {@link
 * dev.clickstream.collector.Main} serves it on Netty, {@link dev.clickstream.collector.lambda.CollectorFunction} behind API
 * Gateway, through the same controllers.
 */
@NullMarked
package dev.clickstream.collector;

import org.jspecify.annotations.NullMarked;

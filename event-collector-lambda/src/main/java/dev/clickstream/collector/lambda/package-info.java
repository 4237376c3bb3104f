/** The collector as a function behind API Gateway. {@link dev.clickstream.collector.lambda.CollectorFunction} is its handler. */
@NullMarked
package dev.clickstream.collector.lambda;

import org.jspecify.annotations.NullMarked;

/**
 * A Lambda function on one machine: its zip in the real Java runtime, fed by a stand-in of Lambda's Runtime API, behind HTTP as API
 * Gateway gives it. Start with {@link dev.clickstream.lambda.Gateway}.
 */
@NullMarked
package dev.clickstream.lambda;

import org.jspecify.annotations.NullMarked;

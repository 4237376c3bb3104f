/**
 * What operators ask a running process: {@code /health} and {@code /metrics}. Start with {@link
 * dev.clickstream.processor.operations.OperationsServer}.
 */
@NullMarked
package dev.clickstream.processor.operations;

import org.jspecify.annotations.NullMarked;

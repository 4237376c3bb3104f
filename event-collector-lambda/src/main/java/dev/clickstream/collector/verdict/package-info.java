/**
 * The words of a verdict, without any logic. Start with {@link dev.clickstream.collector.verdict.Verdict}.
 */
@NullMarked
package dev.clickstream.collector.verdict;

import org.jspecify.annotations.NullMarked;

/** Tries a rule on events that were: which verdicts and which hot items would be others. */
@NullMarked
package dev.clickstream.cli.trial;

import org.jspecify.annotations.NullMarked;

/** The truth about rules: every version of every rule, in a DynamoDB table. */
@NullMarked
package dev.clickstream.rules.store;

import org.jspecify.annotations.NullMarked;

/** Changes business rules: the store with its copies, what an author may do, and the rules a platform starts with. */
@NullMarked
package dev.clickstream.cli.rules;

import org.jspecify.annotations.NullMarked;

/** The verbs that read the log anew. They start the program that does it, and show what it says. */
@NullMarked
package dev.clickstream.cli.rebuild;

import org.jspecify.annotations.NullMarked;

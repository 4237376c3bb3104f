/** One run through everything, followed to both ends and compared stage by stage. */
@NullMarked
package dev.clickstream.cli.demo;

import org.jspecify.annotations.NullMarked;

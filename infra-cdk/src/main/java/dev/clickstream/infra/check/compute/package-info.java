/** Checks of what runs programs and of the ways to it: tasks, functions, the API, the network. */
@NullMarked
package dev.clickstream.infra.check.compute;

import org.jspecify.annotations.NullMarked;

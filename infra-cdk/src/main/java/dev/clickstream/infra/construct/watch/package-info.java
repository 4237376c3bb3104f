/** What is measured, what alarms, and who is told. */
@NullMarked
package dev.clickstream.infra.construct.watch;

import org.jspecify.annotations.NullMarked;

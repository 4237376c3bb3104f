/** Checks of who may do what: every policy of every role, and who may take a role on. */
@NullMarked
package dev.clickstream.infra.check.access;

import org.jspecify.annotations.NullMarked;

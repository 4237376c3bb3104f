/** Who may do what: customer-managed keys, roles with one customer-managed policy each, statements without wildcard actions. */
@NullMarked
package dev.clickstream.infra.construct.access;

import org.jspecify.annotations.NullMarked;

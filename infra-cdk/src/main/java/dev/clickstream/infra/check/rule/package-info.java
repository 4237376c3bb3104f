/**
 * What a check is: {@link dev.clickstream.infra.check.rule.Check} demands something of a template and finds where it is not so.
 * The checks themselves are in the packages beside this one, a class for each service.
 */
@NullMarked
package dev.clickstream.infra.check.rule;

import org.jspecify.annotations.NullMarked;

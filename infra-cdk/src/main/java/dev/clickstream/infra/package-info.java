/** The platform as CDK stacks. {@link dev.clickstream.infra.Profile} says how large; the stacks say what. */
@NullMarked
package dev.clickstream.infra;

import org.jspecify.annotations.NullMarked;

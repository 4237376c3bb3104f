/** What cdk-nag's rule packs say of the stacks, as one list that a person can read. */
@NullMarked
package dev.clickstream.infra.nag;

import org.jspecify.annotations.NullMarked;

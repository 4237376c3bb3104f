/** References resolved as CloudFormation resolves them. */
@NullMarked
package dev.clickstream.infra.check.template;

import org.jspecify.annotations.NullMarked;

/**
 * Synthesised templates, read as CloudFormation would: {@link dev.clickstream.infra.check.template.Assembly} reads a folder and
 * replaces every reference, within a stack and across stacks, by the name a deployment could give.
 */
@NullMarked
package dev.clickstream.infra.check.template;

import org.jspecify.annotations.NullMarked;

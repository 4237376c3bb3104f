/** What {@code ./clickstream infra} runs beside the CDK app itself. */
@NullMarked
package dev.clickstream.infra.command;

import org.jspecify.annotations.NullMarked;

/** Programs that an operator starts, and that end by themselves with a result: {@link dev.clickstream.cli.operate.OperatorProgram}. */
@NullMarked
package dev.clickstream.cli.operate;

import org.jspecify.annotations.NullMarked;

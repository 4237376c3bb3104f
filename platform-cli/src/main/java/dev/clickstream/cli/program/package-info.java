/** Programs that do one thing and report: {@link dev.clickstream.cli.program.ReportingProgram}. */
@NullMarked
package dev.clickstream.cli.program;

import org.jspecify.annotations.NullMarked;

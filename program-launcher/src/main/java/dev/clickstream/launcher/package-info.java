/**
 * Starts the platform's programs as child JVMs and ends them with their parent. Start with {@link
 * dev.clickstream.launcher.ChildProgram}; {@link dev.clickstream.launcher.LocalPlatform} is the one child that integration
 * tests and the command line both need.
 */
@NullMarked
package dev.clickstream.launcher;

import org.jspecify.annotations.NullMarked;

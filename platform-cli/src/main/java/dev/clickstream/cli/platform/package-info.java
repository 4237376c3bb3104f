/** The platform on this machine: its folder, its programs, and who keeps them running. */
@NullMarked
package dev.clickstream.cli.platform;

import org.jspecify.annotations.NullMarked;

/** The programs that run as tasks, and how their number follows the lag. */
@NullMarked
package dev.clickstream.infra.construct.service;

import org.jspecify.annotations.NullMarked;

/** Where events come in: the collector, its API, and what may stand in front of it. */
@NullMarked
package dev.clickstream.infra.construct.edge;

import org.jspecify.annotations.NullMarked;

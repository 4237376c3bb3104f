/** The document of all sources, where it lies and how it is changed. Start with {@link dev.clickstream.cli.source.SourcesStore}. */
@NullMarked
package dev.clickstream.cli.source;

import org.jspecify.annotations.NullMarked;

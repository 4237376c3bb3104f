/** What the loader costs, beside the bare Parquet writer: {@link dev.clickstream.bench.load.LoaderRun}. */
@NullMarked
package dev.clickstream.bench.load;

import org.jspecify.annotations.NullMarked;

/**
 * Redshift's wire, which is PostgreSQL's protocol 3 with differences. {@link dev.clickstream.redshift.wire.WireServer}
 * accepts; {@code Session} is one client: one thread per direction, statements rewritten on the way in, COPY answered
 * here, all else passed as bytes.
 */
@NullMarked
package dev.clickstream.redshift.wire;

import org.jspecify.annotations.NullMarked;

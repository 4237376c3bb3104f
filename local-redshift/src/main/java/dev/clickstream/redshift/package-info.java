/**
 * A stand-in for Amazon Redshift on one machine, for tests and the local platform only.
 *
 * <p>{@link dev.clickstream.redshift.LocalRedshift} is the way in. Clients speak Redshift's wire to {@code wire}, which
 * rewrites their SQL with {@code sql}, answers {@code COPY} with {@code copy} and passes the rest to the PostgreSQL that
 * {@code postgres} runs.
 */
@NullMarked
package dev.clickstream.redshift;

import org.jspecify.annotations.NullMarked;

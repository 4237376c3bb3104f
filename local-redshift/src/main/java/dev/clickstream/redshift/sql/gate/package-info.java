/**
 * Refuses what Redshift refuses and PostgreSQL would take: {@link dev.clickstream.redshift.sql.gate.Gate} asks one class
 * for each kind of reason. Only clients' statements come through it, never those of the stand-in itself.
 */
@NullMarked
package dev.clickstream.redshift.sql.gate;

import org.jspecify.annotations.NullMarked;

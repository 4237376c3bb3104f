/**
 * The PostgreSQL behind the stand-in: unpacked, started, kept alive no longer than this JVM, and filled with the objects
 * Redshift has and PostgreSQL lacks.
 */
@NullMarked
package dev.clickstream.redshift.postgres;

import org.jspecify.annotations.NullMarked;

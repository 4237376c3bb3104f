/** Rules for whole statements: one class per kind of statement that Redshift writes in its own way. */
@NullMarked
package dev.clickstream.redshift.sql.statement;

import org.jspecify.annotations.NullMarked;

/**
 * Redshift's SQL turned into PostgreSQL's, token by token. {@link dev.clickstream.redshift.sql.Translator} is the way
 * in; what it does not know passes unchanged and fails loudly in PostgreSQL.
 */
@NullMarked
package dev.clickstream.redshift.sql;

import org.jspecify.annotations.NullMarked;

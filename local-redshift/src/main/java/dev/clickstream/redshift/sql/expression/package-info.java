/** Rules for what stands inside a query: functions, aliases, paths into SUPER values, QUALIFY. One idea per class. */
@NullMarked
package dev.clickstream.redshift.sql.expression;

import org.jspecify.annotations.NullMarked;

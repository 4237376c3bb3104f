/** Tools of {@code dbt-project}, which is Python: run with the warehouse of the running platform. */
@NullMarked
package dev.clickstream.cli.project;

import org.jspecify.annotations.NullMarked;

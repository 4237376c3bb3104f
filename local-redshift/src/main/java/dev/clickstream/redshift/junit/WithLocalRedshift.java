package dev.clickstream.redshift.junit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test class a database of its own on a local Redshift that all classes of the run share. Methods and constructors
 * may take a {@link java.sql.Connection} to that database, closed after the test, or the
 * {@link dev.clickstream.redshift.LocalRedshift} itself. Redshift's JDBC driver has to be on the class path.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(LocalRedshiftExtension.class)
public @interface WithLocalRedshift {

    /** Where COPY and UNLOAD find S3, as {@code http://127.0.0.1:9000}; tests without them need none. */
    String s3Endpoint() default "";
}

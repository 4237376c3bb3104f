/** For JUnit 5: {@link dev.clickstream.redshift.junit.WithLocalRedshift} on a test class is all there is to write. */
@NullMarked
package dev.clickstream.redshift.junit;

import org.jspecify.annotations.NullMarked;

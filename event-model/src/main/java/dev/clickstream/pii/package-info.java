/**
 * How a personal value is written once it is treated, and how an authorised reader gets an encrypted one back. Start with
 * {@link dev.clickstream.pii.PiiKeys}; what is treated is the collector's and the tracking plan's to say.
 */
@NullMarked
package dev.clickstream.pii;

import org.jspecify.annotations.NullMarked;

/**
 * The protocol of AWS's Clickstream Analytics SDKs: an array of events, app id and hash in the query. Start with {@link
 * dev.clickstream.collector.awsclickstream.ClickstreamUpload}.
 */
@NullMarked
package dev.clickstream.collector.awsclickstream;

import org.jspecify.annotations.NullMarked;

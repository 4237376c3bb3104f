/** What travels on the interim topic, keyed by profile: an activity, or the order to merge a profile into another. */
@NullMarked
package dev.clickstream.processor.activity;

import org.jspecify.annotations.NullMarked;

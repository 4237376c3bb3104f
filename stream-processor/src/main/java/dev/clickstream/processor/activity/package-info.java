/** What travels on the interim topic, keyed by profile: activity, whose a device is, and what devices lend to people. */
@NullMarked
package dev.clickstream.processor.activity;

import org.jspecify.annotations.NullMarked;

/**
 * What a person's other devices are told: they ask with a token that names the person, and get what changed since they last
 * asked. Start with {@link dev.clickstream.collector.sync.DeviceSync}.
 */
@NullMarked
package dev.clickstream.collector.sync;

import org.jspecify.annotations.NullMarked;

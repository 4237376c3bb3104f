/**
 * How a program begins. {@link dev.clickstream.settings.Settings} reads the environment against what the program declares;
 * {@link dev.clickstream.settings.KafkaConnection} finds the brokers. Both refuse with one message, before anything is
 * started.
 */
@NullMarked
package dev.clickstream.settings;

import org.jspecify.annotations.NullMarked;

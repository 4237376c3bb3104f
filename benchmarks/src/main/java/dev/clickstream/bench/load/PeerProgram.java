package dev.clickstream.bench.load;

import dev.clickstream.launcher.ChildProgram;

/**
 * A peer that runs.
 *
 * @param group the consumer group in which it commits how far its files hold what it read
 * @param prefix of the keys of its files
 */
record PeerProgram(String name, ChildProgram program, String group, String prefix) {}

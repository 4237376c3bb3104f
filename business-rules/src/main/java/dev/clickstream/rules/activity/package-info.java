/** What an event does to a person's recent items, before it is known whose they are. */
@NullMarked
package dev.clickstream.rules.activity;

import org.jspecify.annotations.NullMarked;

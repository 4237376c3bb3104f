/**
 * Treats personal data before anything is stored: by the tracking plan, by the names of fields, and by what a text looks
 * like. Start with {@link dev.clickstream.collector.treat.PersonalData}; how treated values look is {@link
 * dev.clickstream.pii}'s matter.
 */
@NullMarked
package dev.clickstream.collector.treat;

import org.jspecify.annotations.NullMarked;

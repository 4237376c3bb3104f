/**
 * The only package that knows HTTP: paths, headers, status codes. Start with {@link
 * dev.clickstream.collector.http.EventsController}.
 */
@NullMarked
package dev.clickstream.collector.http;

import org.jspecify.annotations.NullMarked;

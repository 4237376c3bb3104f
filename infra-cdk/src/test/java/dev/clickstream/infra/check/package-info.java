/** Every check is proved by a template that it must find fault with; the real stacks are held against all of them. */
@NullMarked
package dev.clickstream.infra.check;

import org.jspecify.annotations.NullMarked;

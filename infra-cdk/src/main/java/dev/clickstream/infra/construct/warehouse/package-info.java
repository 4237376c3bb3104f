/** The warehouse and the role with which it reads the lake. */
@NullMarked
package dev.clickstream.infra.construct.warehouse;

import org.jspecify.annotations.NullMarked;

/** Unit prices of AWS, each a named constant with its unit and the page it stands on. */
@NullMarked
package dev.clickstream.infra.cost.price;

import org.jspecify.annotations.NullMarked;

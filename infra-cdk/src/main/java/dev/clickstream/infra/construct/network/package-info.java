/** A network without a way out: isolated subnets, endpoints, one security group for each party. */
@NullMarked
package dev.clickstream.infra.construct.network;

import org.jspecify.annotations.NullMarked;

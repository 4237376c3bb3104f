/**
 * Plan, data and manifest on S3, each written once and never changed: {@link dev.clickstream.loader.stage.Stager}.
 */
@NullMarked
package dev.clickstream.loader.stage;

import org.jspecify.annotations.NullMarked;

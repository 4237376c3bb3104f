/**
 * A person taken out of every place, and kept out: {@link dev.clickstream.cli.erase.EraseVerb}. It writes entries of the erasure
 * list; the programs act by that list, and this follows them to the receipt.
 */
@NullMarked
package dev.clickstream.cli.erase;

import org.jspecify.annotations.NullMarked;

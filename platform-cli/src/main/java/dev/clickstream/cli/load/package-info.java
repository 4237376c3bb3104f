/** The verbs for what the loader loaded: {@link dev.clickstream.cli.load.AuditVerb}, {@link dev.clickstream.cli.load.ReloadVerb}. */
@NullMarked
package dev.clickstream.cli.load;

import org.jspecify.annotations.NullMarked;

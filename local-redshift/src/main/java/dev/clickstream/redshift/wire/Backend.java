package dev.clickstream.redshift.wire;

import dev.clickstream.redshift.copy.CopyLoader;
import dev.clickstream.redshift.sql.Columns;
import dev.clickstream.redshift.unload.Unloader;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * What a session needs beyond its client.
 *
 * @param port of PostgreSQL on loopback
 * @param changed told the database after each transaction that may have changed its catalog
 * @param guards what is read instead of protected tables and views of a database
 * @param tls asked when a client wants it
 * @param columns what is known of the columns of a database, asked anew for each statement
 */
public record Backend(
        int port,
        Accounts accounts,
        Function<String, Supplier<Columns>> columns,
        Function<String, Supplier<Map<String, String>>> guards,
        Consumer<String> changed,
        CopyLoader loader,
        Unloader unloader,
        LoadLog log,
        Supplier<SSLContext> tls) {}

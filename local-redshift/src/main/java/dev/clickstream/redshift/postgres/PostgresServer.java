package dev.clickstream.redshift.postgres;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One PostgreSQL on a kept data directory. It is started by a small shell that waits for the end of its standard input:
 * {@link #close()} closes that pipe, and so does the system when this JVM dies, in whatever way.
 */
public final class PostgresServer implements AutoCloseable {

    /** The owner of everything of ours, named as in Redshift, where it is not for clients either. */
    public static final String SUPERUSER = "rdsdb";

    private static final Logger LOG = LoggerFactory.getLogger(PostgresServer.class);
    private static final int STOP_SECONDS = 20;

    private final Path cluster;
    private final DirectoryLock lock;
    private final Process keeper;
    private final int port;

    private PostgresServer(Path cluster, DirectoryLock lock, Process keeper, int port) {
        this.cluster = cluster;
        this.lock = lock;
        this.keeper = keeper;
        this.port = port;
    }

    public static PostgresServer start(Path dataDirectory) {
        DirectoryLock lock = DirectoryLock.take(dataDirectory);
        try {
            PostgresBinaries binaries = PostgresBinaries.forThisMachine();
            Path cluster = dataDirectory.toAbsolutePath().resolve("cluster");
            if (Files.exists(cluster)) {
                Leftover.clear(cluster);
            } else {
                initialise(binaries, cluster);
            }
            int port = freePort();
            Files.writeString(cluster.resolve("postgresql.conf"), ServerSettings.text(port));
            return new PostgresServer(cluster, lock, launch(binaries, cluster), port);
        } catch (IOException e) {
            lock.close();
            throw new UncheckedIOException("PostgreSQL did not start on " + dataDirectory, e);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    public int port() {
        return port;
    }

    /** The folder PostgreSQL itself can read files from with {@code pg_read_file}. */
    public Path cluster() {
        return cluster;
    }

    /** A connection of our own, past the wire and its rewriting. */
    public Connection connect(String database) throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName(database);
        source.setUser(SUPERUSER);
        source.setApplicationName("local-redshift");
        source.setOptions("-c default_transaction_isolation=read\\ committed");
        return source.getConnection();
    }

    @Override
    public void close() {
        try {
            keeper.getOutputStream().close();
            if (!keeper.waitFor(STOP_SECONDS + 5L, TimeUnit.SECONDS)) {
                LOG.warn("PostgreSQL did not stop within {} s: cluster={}", STOP_SECONDS + 5, cluster);
            }
        } catch (IOException e) {
            LOG.warn("PostgreSQL's keeper was gone before: cluster={}", cluster, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.close();
        }
    }

    private static void initialise(PostgresBinaries binaries, Path cluster) throws IOException {
        Path aside = cluster.resolveSibling("cluster.new");
        FileTree.delete(aside);
        List<String> command = asOrdinaryUser();
        command.addAll(List.of(binaries.program("initdb"), "--pgdata=" + aside, "--username=" + SUPERUSER));
        // Bytes decide the order, as in Redshift, but upper() and lower() know more than ASCII.
        command.addAll(
                List.of("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
        command.addAll(List.of("--auth=trust", "--no-sync", "--no-instructions"));
        Path log = cluster.resolveSibling("initdb.log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (waitFor(process) != 0) {
            throw new IOException("initdb failed: " + Files.readString(log));
        }
        Files.move(aside, cluster);
    }

    private static Process launch(PostgresBinaries binaries, Path cluster) throws IOException {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", KEEPER, "keeper", cluster.toString()));
        command.add(Integer.toString(STOP_SECONDS * 10));
        command.addAll(asOrdinaryUser());
        Path log = cluster.resolveSibling("postgres.log");
        command.addAll(List.of(binaries.program("pg_ctl"), "start", "-w", "-t", "120", "-D", cluster.toString()));
        command.addAll(List.of("-l", log.toString()));
        Process keeper = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader out = new BufferedReader(new InputStreamReader(keeper.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        if (line == null || !line.startsWith("ready")) {
            keeper.destroy();
            throw new IOException("PostgreSQL did not come up, see " + log + ": " + Leftover.lastLines(log));
        }
        return keeper;
    }

    /** {@code $1} cluster, {@code $2} tenths of a second to wait, the rest is the command that starts PostgreSQL. */
    private static final String KEEPER = """
            trap '' INT TERM HUP
            cluster=$1 tenths=$2; shift 2
            "$@" >/dev/null || exit 1
            pid=$(head -n 1 "$cluster/postmaster.pid")
            echo "ready $pid"
            cat >/dev/null
            kill -INT "$pid" 2>/dev/null
            while [ "$tenths" -gt 0 ] && kill -0 "$pid" 2>/dev/null; do sleep 0.1; tenths=$((tenths - 1)); done
            kill -QUIT "$pid" 2>/dev/null
            exit 0
            """;

    /** PostgreSQL refuses to run as root: in a user namespace of its own root is nobody. */
    private static List<String> asOrdinaryUser() {
        List<String> prefix = new ArrayList<>();
        if (System.getProperty("user.name", "").equals("root")) {
            prefix.addAll(List.of("unshare", "-U"));
        }
        return prefix;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static int waitFor(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}

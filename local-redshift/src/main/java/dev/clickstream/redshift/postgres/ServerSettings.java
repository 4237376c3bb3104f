package dev.clickstream.redshift.postgres;

/** The whole {@code postgresql.conf}, written anew at each start. */
final class ServerSettings {

    private ServerSettings() {}

    /**
     * Durability is off where only a crash of the operating system could lose something: the death of PostgreSQL or of
     * this JVM, even by {@code kill -9}, loses nothing that was committed.
     */
    static String text(int port) {
        return """
                listen_addresses = '127.0.0.1'
                port = %d
                unix_socket_directories = ''
                max_connections = 60
                shared_buffers = '128MB'
                work_mem = '64MB'
                maintenance_work_mem = '64MB'
                max_wal_size = '512MB'
                min_wal_size = '80MB'
                wal_level = minimal
                max_wal_senders = 0
                max_parallel_workers_per_gather = 0
                fsync = off
                synchronous_commit = on
                full_page_writes = off
                jit = off
                autovacuum_naptime = '30s'
                default_transaction_isolation = 'repeatable read'
                timezone = 'UTC'
                log_timezone = 'UTC'
                datestyle = 'ISO, MDY'
                default_text_search_config = 'pg_catalog.simple'
                password_encryption = 'md5'
                md5_password_warnings = off
                client_min_messages = notice
                log_min_messages = warning
                log_min_error_statement = panic
                """.formatted(port);
    }
}

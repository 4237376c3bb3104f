package dev.clickstream.redshift.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The databases and users of the cluster. */
public final class Databases {

    private final PostgresServer server;

    public Databases(PostgresServer server) {
        this.server = server;
    }

    /** Puts Redshift's catalog into every database there is, and into the template of those to come. */
    public void equip() {
        for (String database : existing()) {
            try (Connection connection = server.connect(database)) {
                Compatibility.install(connection);
            } catch (SQLException e) {
                throw new IllegalStateException("Redshift's catalog cannot be made in database " + database, e);
            }
        }
    }

    private List<String> existing() {
        try (Connection connection = server.connect("postgres");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select datname from pg_database where datallowconn")) {
            List<String> names = new ArrayList<>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        } catch (SQLException e) {
            throw new IllegalStateException("databases cannot be listed", e);
        }
    }

    /** The administrator with this password, made or changed. */
    public void ensureAdministrator(String user, String password) {
        boolean exists = exists("select 1 from pg_roles where rolname = ?", user);
        String verb = exists ? "alter" : "create";
        execute("%s role %s login superuser password '%s'".formatted(verb, user, password.replace("'", "''")));
    }

    public void ensureDatabase(String name, String owner) {
        if (!exists("select 1 from pg_database where datname = ?", name)) {
            create(name, owner);
        }
    }

    public void create(String name, String owner) {
        execute("create database " + name + " owner " + owner);
    }

    /** What md5 authentication compares with; empty if there is no such user or it has no password. */
    public Optional<String> md5Secret(String user) {
        String sql = "select rolpassword from pg_authid where rolname = ? and rolcanlogin and rolpassword like 'md5%'"
                + " and (rolvaliduntil is null or rolvaliduntil > now())";
        try (Connection connection = server.connect("postgres");
                PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, user);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the password of a user cannot be read", e);
        }
    }

    private boolean exists(String sql, String name) {
        try (Connection connection = server.connect("postgres");
                PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, name);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("catalog cannot be read for " + name, e);
        }
    }

    private void execute(String sql) {
        try (Connection connection = server.connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "statement failed: " + sql.replaceAll("password '.*'", "password '***'"), e);
        }
    }
}

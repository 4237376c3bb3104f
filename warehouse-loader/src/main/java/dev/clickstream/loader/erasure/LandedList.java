package dev.clickstream.loader.erasure;

import dev.clickstream.erasure.Erasure;
import dev.clickstream.erasure.ErasureList;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The list of who was erased, as far as it has landed. */
public final class LandedList {
    private static final String LIST =
            "select record_key, record_value from landing.erasures where record_value is not null";

    private LandedList() {}

    public static ErasureList read(Connection connection) throws SQLException {
        List<Erasure> entries = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(LIST)) {
            while (rows.next()) {
                entries.add(Erasure.read(rows.getString(1), rows.getString(2).getBytes(StandardCharsets.UTF_8)));
            }
        }
        return ErasureList.of(entries);
    }
}

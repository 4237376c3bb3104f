package dev.clickstream.loader.erasure;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes out of the landing tables what the list that landed names, in the transaction under way: nobody ever sees a row of
 * somebody erased that was loaded, or loaded again, after the entry. How many rows of which load went is noted beside, and for
 * the models that they read that load again.
 */
public final class LandedErasure {
    private static final Logger LOG = LoggerFactory.getLogger(LandedErasure.class);

    private LandedErasure() {}

    /**
     * @param onlyLoad the load whose rows are looked at; empty for all, as when an entry has just come
     * @return how many rows went
     */
    public static long apply(Connection connection, OptionalLong onlyLoad) throws SQLException {
        List<String> salts = salts(connection);
        if (salts.isEmpty()) {
            return 0;
        }
        long erased = 0;
        try (Statement statement = connection.createStatement()) {
            statement.execute(ErasureSql.CREATE_COUNTED);
            for (String salt : salts) {
                statement.execute(ErasureSql.CREATE_ERASED.formatted(salt));
                for (String sql : ErasureSql.statements(salt, onlyLoad)) {
                    statement.execute(sql);
                    erased += sql.startsWith("delete") ? statement.getUpdateCount() : 0;
                }
                statement.execute(ErasureSql.DROP_ERASED);
            }
            erased += LandedRejections.apply(connection, onlyLoad);
            if (erased > 0) {
                statement.execute(ErasureSql.KEEP_COUNTED);
                statement.execute(ErasureSql.NOTE_RESTATED);
            }
            statement.execute(ErasureSql.DROP_COUNTED);
        }
        if (erased > 0) {
            LOG.info("rows of people who were erased did not land, or went: rows={}", erased);
        }
        return erased;
    }

    private static List<String> salts(Connection connection) throws SQLException {
        List<String> salts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(ErasureSql.SALTS)) {
            while (rows.next()) {
                String salt = rows.getString(1);
                // It becomes SQL; what is no salt is no entry of ours.
                if (salt != null && salt.matches("[0-9a-f]{32,64}")) {
                    salts.add(salt);
                }
            }
        }
        return salts;
    }
}

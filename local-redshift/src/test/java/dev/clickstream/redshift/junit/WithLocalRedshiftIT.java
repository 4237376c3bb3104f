package dev.clickstream.redshift.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.redshift.LocalRedshift;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@WithLocalRedshift
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WithLocalRedshiftIT {

    @Test
    @Order(1)
    void givesAConnectionToADatabaseOfTheClass(Connection connection, LocalRedshift redshift) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table kept (a int)");
            statement.execute("insert into kept values (1)");
        }
        assertThat(connection.getCatalog()).endsWith("_withlocalredshiftit");
        assertThat(redshift.port()).isPositive();
    }

    @Test
    @Order(2)
    void whichTheNextTestFindsAsItWasLeft(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select nvl(max(a), 0) from kept")) {
            rows.next();
            assertThat(rows.getInt(1)).isEqualTo(1);
        }
    }
}

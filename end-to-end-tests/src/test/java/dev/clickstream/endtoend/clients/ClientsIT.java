package dev.clickstream.endtoend.clients;

import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The clients against the program that serves. */
@EnabledIfSystemProperty(named = "clients.folder", matches = ".+")
class ClientsIT extends ClientsContract {
    ClientsIT() {
        super(Door.PROGRAM);
    }
}

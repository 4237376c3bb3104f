package dev.clickstream.endtoend.clients;

import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The clients against the zip that is deployed. */
@EnabledIfSystemProperty(named = "clients.folder", matches = ".+")
class ClientsOnLambdaIT extends ClientsContract {
    ClientsOnLambdaIT() {
        super(Door.LAMBDA);
    }
}

package dev.clickstream.loader.warehouse;

import static java.util.Objects.requireNonNull;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.redshiftserverless.RedshiftServerlessClient;
import software.amazon.awssdk.services.redshiftserverless.model.GetCredentialsResponse;

/**
 * Signs in to Redshift Serverless with the role of this program: the workgroup gives credentials for an hour, of the
 * database user {@code IAMR:<role>}. No password is kept anywhere.
 */
public final class WorkgroupLogin implements WarehouseLogin, AutoCloseable {
    private static final int SECONDS = 3_600;

    private final RedshiftServerlessClient client;
    private final String workgroup;
    private final String database;

    /** @param client is closed with this login */
    public WorkgroupLogin(RedshiftServerlessClient client, String workgroup, String database) {
        this.client = requireNonNull(client);
        this.workgroup = requireNonNull(workgroup);
        this.database = requireNonNull(database);
    }

    @Override
    public Credentials credentials() {
        try {
            GetCredentialsResponse answer = client.getCredentials(
                    request -> request.workgroupName(workgroup).dbName(database).durationSeconds(SECONDS));
            return new Credentials(answer.dbUser(), answer.dbPassword());
        } catch (SdkException e) {
            throw new WarehouseException(
                    "no credentials from the workgroup %s: %s".formatted(workgroup, e.getMessage()), e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}

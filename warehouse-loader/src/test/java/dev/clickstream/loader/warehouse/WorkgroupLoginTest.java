package dev.clickstream.loader.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.redshiftserverless.RedshiftServerlessClient;

/** The SDK's own client, against the service's wire format (AWS JSON 1.1). */
class WorkgroupLoginTest {
    private final List<String> asked = new ArrayList<>();
    private HttpServer service;
    private int status = 200;
    private String answer = "{\"dbUser\":\"IAMR:loader\",\"dbPassword\":\"for-an-hour\"}";

    @BeforeEach
    void start() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", exchange -> {
            asked.add(exchange.getRequestHeaders().getFirst("X-Amz-Target") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        service.start();
    }

    @AfterEach
    void stop() {
        service.stop(0);
    }

    @Test
    void theWorkgroupGivesCredentialsForTheDatabase() {
        try (WorkgroupLogin login = login()) {
            assertThat(login.credentials()).isEqualTo(new WarehouseLogin.Credentials("IAMR:loader", "for-an-hour"));
        }

        assertThat(asked)
                .singleElement()
                .asString()
                .startsWith("RedshiftServerless.GetCredentials ")
                .contains("\"workgroupName\":\"clickstream\"", "\"dbName\":\"lake\"", "\"durationSeconds\":3600");
    }

    @Test
    void aRefusalNamesTheWorkgroup() {
        status = 400;
        answer = "{\"__type\":\"AccessDeniedException\",\"message\":\"not allowed\"}";

        try (WorkgroupLogin login = login()) {
            assertThatThrownBy(login::credentials)
                    .isInstanceOf(WarehouseException.class)
                    .hasMessageStartingWith("no credentials from the workgroup clickstream: not allowed");
        }
    }

    private WorkgroupLogin login() {
        return new WorkgroupLogin(
                RedshiftServerlessClient.builder()
                        .endpointOverride(URI.create(
                                "http://127.0.0.1:" + service.getAddress().getPort()))
                        .region(Region.EU_WEST_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")))
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build(),
                "clickstream",
                "lake");
    }
}

package dev.clickstream.settings;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.apache.kafka.common.message.ApiVersionsResponseData;
import org.apache.kafka.common.message.ApiVersionsResponseData.ApiVersion;
import org.apache.kafka.common.message.ApiVersionsResponseData.ApiVersionCollection;
import org.apache.kafka.common.message.SaslAuthenticateRequestData;
import org.apache.kafka.common.message.SaslHandshakeResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.MessageUtil;
import org.apache.kafka.common.requests.RequestHeader;

/** As much of a broker as it takes to be told who calls: TLS, versions, the handshake, and the first authentication. */
final class IamBroker implements AutoCloseable {
    static final String PASSWORD = "changeit";

    private final Path folder;
    private final SSLServerSocket server;
    private final CompletableFuture<String> presented = new CompletableFuture<>();

    private IamBroker(Path folder, SSLServerSocket server) {
        this.folder = folder;
        this.server = server;
    }

    static IamBroker start() throws Exception {
        Path folder = Files.createTempDirectory("iam-broker");
        keyStore(folder.resolve("broker.p12"));
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve("broker.p12"))) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        IamBroker broker = new IamBroker(folder, (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 10, InetAddress.getLoopbackAddress()));
        Thread.ofPlatform().daemon().name("iam-broker").start(broker::serve);
        return broker;
    }

    String address() {
        return "localhost:" + server.getLocalPort();
    }

    /** The broker's own certificate is what the client is to trust. */
    Path trustStore() {
        return folder.resolve("broker.p12");
    }

    /** What the client showed of itself. */
    String presented(Duration within) throws InterruptedException, ExecutionException, TimeoutException {
        return presented.get(within.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() throws IOException {
        server.close();
        Files.deleteIfExists(folder.resolve("broker.p12"));
        Files.deleteIfExists(folder);
    }

    private static void keyStore(Path file) throws IOException, InterruptedException {
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "broker",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD))
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IllegalStateException("keytool: " + said);
        }
    }

    private void serve() {
        while (!server.isClosed()) {
            try (SSLSocket client = (SSLSocket) server.accept()) {
                converse(client);
            } catch (IOException | RuntimeException e) {
                // The client tries again; what it showed is what counts.
            }
        }
    }

    private void converse(SSLSocket client) throws IOException {
        DataInputStream in = new DataInputStream(client.getInputStream());
        DataOutputStream out = new DataOutputStream(client.getOutputStream());
        while (!presented.isDone()) {
            byte[] bytes = new byte[in.readInt()];
            in.readFully(bytes);
            ByteBuffer request = ByteBuffer.wrap(bytes);
            RequestHeader header = RequestHeader.parse(request);
            switch (header.apiKey()) {
                case API_VERSIONS -> answer(out, header, versions());
                case SASL_HANDSHAKE ->
                    answer(out, header, new SaslHandshakeResponseData().setMechanisms(List.of("AWS_MSK_IAM")));
                case SASL_AUTHENTICATE ->
                    presented.complete(new String(
                            new SaslAuthenticateRequestData(new ByteBufferAccessor(request), header.apiVersion())
                                    .authBytes(),
                            StandardCharsets.UTF_8));
                default -> throw new IllegalStateException("not before authentication: " + header.apiKey());
            }
        }
    }

    private static ApiVersionsResponseData versions() {
        ApiVersionCollection all = new ApiVersionCollection();
        for (ApiKeys key : ApiKeys.clientApis()) {
            all.add(new ApiVersion()
                    .setApiKey(key.id)
                    .setMinVersion(key.oldestVersion())
                    .setMaxVersion(key.latestVersion()));
        }
        return new ApiVersionsResponseData().setApiKeys(all);
    }

    private static void answer(DataOutputStream out, RequestHeader header, ApiMessage body) throws IOException {
        ByteBuffer head = MessageUtil.toByteBufferAccessor(
                        header.toResponseHeader().data(),
                        header.toResponseHeader().headerVersion())
                .buffer();
        ByteBuffer rest =
                MessageUtil.toByteBufferAccessor(body, header.apiVersion()).buffer();
        out.writeInt(head.remaining() + rest.remaining());
        out.write(head.array(), head.position(), head.remaining());
        out.write(rest.array(), rest.position(), rest.remaining());
        out.flush();
    }
}

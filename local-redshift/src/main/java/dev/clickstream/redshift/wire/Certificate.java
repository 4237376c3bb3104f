package dev.clickstream.redshift.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The server's certificate for localhost and 127.0.0.1, signed by itself. It is made when it is first wanted, by the JDK's
 * keytool, and kept: {@code server.crt} beside it is what clients may trust.
 */
public final class Certificate implements Supplier<SSLContext> {

    private static final String KEPT = "tls.p12";
    private static final String ALIAS = "redshift";

    /** It guards nothing: who can read the file can read the data too. */
    private static final String STORE_PASSWORD = "local-redshift";

    private final Path directory;
    private @Nullable SSLContext context;

    public Certificate(Path directory) {
        this.directory = directory;
    }

    /** The file, in PEM, for {@code sslRootCert}. */
    public Path file() {
        get();
        return directory.resolve("server.crt");
    }

    @Override
    public synchronized SSLContext get() {
        SSLContext known = context;
        if (known != null) {
            return known;
        }
        try {
            Path store = directory.resolve(KEPT);
            if (!Files.exists(store)) {
                make(store);
            }
            SSLContext made = read(store);
            context = made;
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException("no certificate can be made in " + directory, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the certificate in " + directory + " cannot be used", e);
        }
    }

    /** Made aside and renamed: half a store is never read. */
    private static void make(Path store) throws IOException {
        Path aside = store.resolveSibling(KEPT + ".new");
        Files.deleteIfExists(aside);
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process process = new ProcessBuilder(List.of(
                        keytool.toString(),
                        "-genkeypair",
                        "-keystore",
                        aside.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        STORE_PASSWORD,
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "RSA",
                        "-keysize",
                        "2048",
                        "-validity",
                        "3650",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-ext",
                        "bc:c=ca:true"))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException("keytool failed: " + said.strip());
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while keytool was running", e);
        }
        Files.move(aside, store, StandardCopyOption.ATOMIC_MOVE);
    }

    private SSLContext read(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, STORE_PASSWORD.toCharArray());
        }
        String encoded = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(store.getCertificate(ALIAS).getEncoded());
        Files.writeString(
                directory.resolve("server.crt"),
                "-----BEGIN CERTIFICATE-----\n" + encoded + "\n-----END CERTIFICATE-----\n");
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, STORE_PASSWORD.toCharArray());
        SSLContext made = SSLContext.getInstance("TLS");
        made.init(keys.getKeyManagers(), null, null);
        return made;
    }
}

package dev.clickstream.redshift.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/** Checks a client's password the md5 way, which every Redshift client speaks, against the role's stored secret. */
final class Login {

    private static final int MD5_PASSWORD = 5;

    private final Accounts accounts;
    private final SecureRandom random = new SecureRandom();

    Login(Accounts accounts) {
        this.accounts = accounts;
    }

    boolean admits(Channel client, String user) throws IOException {
        byte[] salt = new byte[4];
        random.nextBytes(salt);
        client.write(new Message(
                'R', new Message.Body().int32(MD5_PASSWORD).bytes(salt).bytes()));
        client.flush();
        Message answer = client.read();
        if (answer.type() != 'p') {
            return false;
        }
        Optional<String> secret = accounts.md5Secret(user);
        byte[] given = answer.fields().text().getBytes(StandardCharsets.UTF_8);
        return secret.isPresent() && MessageDigest.isEqual(given, expected(secret.get(), salt));
    }

    /** {@code 'md5' + md5(hex + salt)} where the stored secret is {@code 'md5' + hex}. */
    static byte[] expected(String secret, byte[] salt) {
        try {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            md5.update(secret.substring(3).getBytes(StandardCharsets.UTF_8));
            md5.update(salt);
            return ("md5" + HexFormat.of().formatHex(md5.digest())).getBytes(StandardCharsets.UTF_8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

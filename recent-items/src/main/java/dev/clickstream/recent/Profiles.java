package dev.clickstream.recent;

/** How a profile is named: {@code user:<userId>}, or {@code device:<anonymousId>} while nobody is known. */
public final class Profiles {
    private static final String USER = "user:";
    private static final String DEVICE = "device:";

    private Profiles() {}

    public static String ofUser(String userId) {
        return USER + userId;
    }

    public static String ofDevice(String anonymousId) {
        return DEVICE + anonymousId;
    }
}

package dev.clickstream.recent;

/** How a profile is named: {@code user:<userId>}, or {@code device:<anonymousId>} while nobody is known. */
public final class Profiles {
    private static final String USER = "user:";
    private static final String DEVICE = "device:";

    private Profiles() {}

    public static String ofUser(String userId) {
        return USER + userId;
    }

    public static boolean isUser(String profileId) {
        return profileId.startsWith(USER);
    }

    /** The user id of a person's profile. */
    public static String userId(String profileId) {
        return profileId.substring(USER.length());
    }

    /** The id in a profile's name, of a person or a device. */
    public static String id(String profileId) {
        return profileId.substring(profileId.indexOf(':') + 1);
    }

    public static String ofDevice(String anonymousId) {
        return DEVICE + anonymousId;
    }
}

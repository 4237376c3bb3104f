package dev.clickstream.processor.activity;

/**
 * Activity of a device, lent to the person it belongs to; the record's key is the person's profile. The device's own profile
 * keeps it, so that the link can be undone.
 *
 * @param device the profile of the device
 */
public record Lent(String device, Activity activity) implements Interim {
    public Lent {
        if (device.isBlank()) {
            throw new IllegalArgumentException("lent activity needs the device that lends it");
        }
    }
}

package dev.clickstream.processor.activity;

/**
 * A device no longer belongs to the person whose profile is the record's key: all that it lent is to be forgotten there.
 *
 * @param device the profile of the device
 */
public record Withdrawal(String device) implements Interim {
    public Withdrawal {
        if (device.isBlank()) {
            throw new IllegalArgumentException("a withdrawal needs the device");
        }
    }
}

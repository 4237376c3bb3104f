package dev.clickstream.launcher;

/**
 * A program of the platform: a module with a main class.
 *
 * @param module the module's folder, which is its artifact's name too: {@code warehouse-loader}
 * @param mainClass the full name of the class with {@code main}
 * @param maxHeap as {@code -Xmx} takes it: {@code 256m}
 */
public record Program(String module, String mainClass, String maxHeap) {
    public Program {
        requireText(module, "module");
        requireText(mainClass, "mainClass");
        requireText(maxHeap, "maxHeap");
    }

    private static void requireText(String value, String name) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a program needs a " + name + ", found a blank text");
        }
    }
}

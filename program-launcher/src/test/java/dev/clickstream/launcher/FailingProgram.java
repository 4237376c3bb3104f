package dev.clickstream.launcher;

/** Says what is wrong and ends, as a program with a wrong setting does. */
public final class FailingProgram {
    private FailingProgram() {}

    public static void main(String[] arguments) {
        System.err.println("SAMPLE_PORT must be 0..65535, was minus one");
        System.exit(2);
    }
}

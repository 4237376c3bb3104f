package dev.clickstream.cli.platform;

/** How the collector runs: the program that containers run, or the function that is deployed to Lambda. */
public enum CollectorForm {
    SERVER,
    FUNCTION
}

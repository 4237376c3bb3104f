package dev.clickstream.infra.check.rule;

/**
 * Where a template is not as a check demands.
 *
 * @param resource its logical id
 * @param found what is there
 * @param wanted what should be
 */
public record Finding(String check, String stack, String resource, String found, String wanted) {}

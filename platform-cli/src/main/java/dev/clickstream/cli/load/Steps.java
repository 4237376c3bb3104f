package dev.clickstream.cli.load;

import tools.jackson.databind.JsonNode;

/** What was done with each load, as the program tells it. */
final class Steps {
    private Steps() {}

    static boolean allDone(JsonNode result) {
        for (JsonNode step : result.path("steps")) {
            if (!step.path("done").asBoolean()) {
                return false;
            }
        }
        return true;
    }

    static String inWords(JsonNode result, String none) {
        StringBuilder text = new StringBuilder();
        for (JsonNode step : result.path("steps")) {
            text.append("load %d: %s%n"
                    .formatted(step.path("seq").asLong(), step.path("what").asString()));
        }
        return text.isEmpty() ? none + System.lineSeparator() : text.toString();
    }
}

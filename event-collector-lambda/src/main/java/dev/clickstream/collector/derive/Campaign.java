package dev.clickstream.collector.derive;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The campaign that an address of a page names: by its utm parameters, or by the click id that an advertiser puts on. */
final class Campaign {
    private static final Map<String, String> UTM = Map.of(
            "utm_source", "source",
            "utm_medium", "medium",
            "utm_campaign", "name",
            "utm_term", "term",
            "utm_content", "content",
            "utm_id", "id");
    private static final Map<String, String> CLICK_IDS = Map.ofEntries(
            Map.entry("gclid", "google"),
            Map.entry("gbraid", "google"),
            Map.entry("wbraid", "google"),
            Map.entry("dclid", "google"),
            Map.entry("fbclid", "facebook"),
            Map.entry("msclkid", "microsoft"),
            Map.entry("ttclid", "tiktok"),
            Map.entry("twclid", "twitter"),
            Map.entry("li_fat_id", "linkedin"),
            Map.entry("sccid", "snapchat"),
            Map.entry("yclid", "yandex"),
            Map.entry("irclickid", "impact"));
    private static final int LONGEST = 512;

    private Campaign() {}

    /** Members of the campaign; of a parameter given twice the first counts. Empty if the address names none. */
    static Map<String, String> of(String url) {
        int question = url.indexOf('?');
        if (question < 0) {
            return Map.of();
        }
        int hash = url.indexOf('#', question);
        String query = hash < 0 ? url.substring(question + 1) : url.substring(question + 1, hash);
        Map<String, String> campaign = new LinkedHashMap<>();
        for (String parameter : query.split("&")) {
            int equals = parameter.indexOf('=');
            if (equals <= 0 || equals == parameter.length() - 1 || parameter.length() > LONGEST) {
                continue;
            }
            String name = parameter.substring(0, equals).toLowerCase(Locale.ROOT);
            String member = UTM.get(name);
            String of = CLICK_IDS.get(name);
            if (member != null) {
                campaign.putIfAbsent(member, PercentText.decoded(parameter.substring(equals + 1)));
            } else if (of != null
                    && campaign.putIfAbsent("clickId", PercentText.decoded(parameter.substring(equals + 1))) == null) {
                campaign.put("clickIdOf", of);
            }
        }
        return campaign;
    }
}

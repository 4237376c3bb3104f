package dev.clickstream.collector.standardise;

import dev.clickstream.event.EventType;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** An event's own properties, gathered from where its type of call has them. */
record PostedProperties(ObjectNode node, PropertyOrigins origins) {
    static PostedProperties of(EventType type, MessageFields fields) {
        String member = Call.fieldsMember(type, fields);
        ObjectNode node = type == EventType.ALIAS ? JsonNodeFactory.instance.objectNode() : fields.object(member);
        Set<String> besideIt = new HashSet<>();
        for (String name : Call.fieldsBesideMember(type)) {
            boolean isId = type == EventType.GROUP || type == EventType.ALIAS;
            if (isId ? putId(node, name, fields) : putIfAbsent(node, name, fields)) {
                besideIt.add(name);
            }
        }
        return new PostedProperties(node, new PropertyOrigins(member, besideIt));
    }

    private static boolean putId(ObjectNode node, String name, MessageFields fields) {
        String id = fields.text(name);
        if (id != null) {
            node.put(name, id);
        }
        return id != null;
    }

    private static boolean putIfAbsent(ObjectNode node, String name, MessageFields fields) {
        if (!fields.isGiven(name) || node.has(name)) {
            return false;
        }
        node.set(name, fields.node(name));
        return true;
    }
}

package dev.clickstream.redshift.sql;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What a session's own statements tell about how the following ones are to be read. */
public final class SessionState {

    private static final String PUBLIC = "public";

    private final Set<String> switchedOn = ConcurrentHashMap.newKeySet();
    private final Set<String> superColumns = ConcurrentHashMap.newKeySet();
    private final Set<String> functions = ConcurrentHashMap.newKeySet();

    private volatile List<String> searchPath = List.of(PUBLIC);

    /** Where names without a schema are looked for. */
    public List<String> searchPath() {
        return searchPath;
    }

    /** Empty for the default. */
    public void searchPath(List<String> schemas) {
        searchPath = schemas.isEmpty() ? List.of(PUBLIC) : List.copyOf(schemas);
    }

    public void set(String parameter, boolean on) {
        if (on) {
            switchedOn.add(parameter);
        } else {
            switchedOn.remove(parameter);
        }
    }

    public boolean isOn(String parameter) {
        return switchedOn.contains(parameter);
    }

    /** Columns of tables made by this session, which others may not see yet. */
    public void learnSuperColumn(String name) {
        superColumns.add(name);
    }

    /** Functions made by this session, which others may not see yet. */
    public void learnFunction(String name) {
        functions.add(name);
    }

    Columns widen(Columns known) {
        if (superColumns.isEmpty() && functions.isEmpty()) {
            return known;
        }
        Set<String> all = new HashSet<>(known.all());
        all.addAll(superColumns);
        Set<String> ofTypeSuper = new HashSet<>(known.ofTypeSuper());
        ofTypeSuper.addAll(superColumns);
        Set<String> allFunctions = new HashSet<>(known.functions());
        allFunctions.addAll(functions);
        return new Columns(all, ofTypeSuper, allFunctions);
    }
}

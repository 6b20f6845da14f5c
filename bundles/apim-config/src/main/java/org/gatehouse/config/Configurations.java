package org.gatehouse.config;

import java.io.IOException;
import java.util.Map;
import java.util.Set;

/** Where the properties go. */
interface Configurations {
    /** Puts the properties into the configuration of that PID; false if it has them already. */
    boolean put(String pid, Map<String, Object> properties) throws IOException;

    /** Whether an earlier run left one of these configurations behind. */
    boolean present(Set<String> pids);
}

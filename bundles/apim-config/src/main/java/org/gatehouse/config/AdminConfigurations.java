package org.gatehouse.config;

import java.io.IOException;
import java.util.Collections;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.Set;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** Configuration Admin. Keys of other origin in the same configuration, such as those of a file in etc/, stay. */
@SuppressWarnings("JdkObsolete") // Configuration Admin speaks Dictionary.
final class AdminConfigurations implements Configurations {
    private final ConfigurationAdmin admin;

    AdminConfigurations(ConfigurationAdmin admin) {
        this.admin = admin;
    }

    @Override
    public boolean put(String pid, Map<String, Object> properties) throws IOException {
        Configuration configuration = admin.getConfiguration(pid, "?");
        Dictionary<String, Object> merged = new Hashtable<>();
        Dictionary<String, Object> before = configuration.getProperties();
        if (before != null) {
            for (String key : Collections.list(before.keys())) {
                merged.put(key, before.get(key));
            }
        }
        // A key that the file no longer gives must go, or its old value would come back.
        ApiManagerFile.TABLE.stream()
                .filter(setting -> setting.pid().equals(pid))
                .forEach(setting -> merged.remove(setting.key()));
        properties.forEach(merged::put);
        return configuration.updateIfDifferent(merged);
    }

    @Override
    public boolean present(Set<String> pids) {
        try {
            for (String pid : pids) {
                if (admin.listConfigurations("(service.pid=" + pid + ")") != null) {
                    return true;
                }
            }
            return false;
        } catch (IOException | InvalidSyntaxException e) {
            return false;
        }
    }
}

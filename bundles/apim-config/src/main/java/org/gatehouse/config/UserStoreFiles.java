package org.gatehouse.config;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gatehouse.domain.identity.UserStoreDefinition;
import org.gatehouse.domain.identity.UserStoreDefinitions;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * The files of {@code repository/deployment/server/userstores}, one for each store, in the format of API Manager 1.9:
 * {@code <UserStoreManager class="…">} with elements {@code <Property name="…">}.
 */
@Component
public final class UserStoreFiles implements UserStoreDefinitions {
    private final ChangingFolder<UserStoreDefinition> files;

    /** Of this installation. */
    @Activate
    public UserStoreFiles(BundleContext context) {
        this(Path.of(
                String.valueOf(context.getProperty("carbon.home")),
                "repository",
                "deployment",
                "server",
                "userstores"));
    }

    UserStoreFiles(Path folder) {
        this.files = new ChangingFolder<>(folder, UserStoreFiles::definition);
    }

    @Override
    public List<UserStoreDefinition> all() {
        return files.all().stream()
                .filter(definition -> !definition.get("Disabled", "false").equalsIgnoreCase("true"))
                .sorted(Comparator.comparing(UserStoreDefinition::domain))
                .toList();
    }

    private static UserStoreDefinition definition(XmlElement root) throws RefusedFile {
        Map<String, String> properties = new HashMap<>();
        for (XmlElement property : root.all("Property")) {
            properties.put(property.attributes().getOrDefault("name", ""), property.text());
        }
        String domain = properties.getOrDefault("DomainName", "").trim().toUpperCase(Locale.ROOT);
        if (!root.name().equals("UserStoreManager") || !domain.matches("[A-Z0-9._-]{1,50}")) {
            throw new RefusedFile(List.of("line " + root.line() + ": " + root.name() + " with DomainName " + domain
                    + " (expected: UserStoreManager with a name of letters and digits)"));
        }
        return new UserStoreDefinition(domain, root.attributes().getOrDefault("class", ""), properties);
    }
}

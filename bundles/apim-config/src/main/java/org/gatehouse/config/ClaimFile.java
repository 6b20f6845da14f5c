package org.gatehouse.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gatehouse.domain.identity.ClaimDialects;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * The file {@code repository/conf/claim-config.xml} in the format of API Manager 1.9: {@code Dialects/Dialect dialectURI="…"}
 * with elements {@code Claim} of {@code ClaimURI} and {@code AttributeID}. Looked at whenever somebody asks, and read if
 * changed; a file with a mistake says nothing.
 */
@Component
public final class ClaimFile implements ClaimDialects {
    private final ChangingFolder<Map<String, Map<String, String>>> file;

    /** Of this installation. */
    @Activate
    public ClaimFile(BundleContext context) {
        this(Path.of(String.valueOf(context.getProperty("carbon.home")), "repository", "conf"));
    }

    ClaimFile(Path folder) {
        this.file = new ChangingFolder<>(folder, "claim-config.xml", ClaimFile::dialects);
    }

    @Override
    public Map<String, String> attributes(String dialect) {
        return all().getOrDefault(dialect, Map.of());
    }

    @Override
    public Map<String, String> attributes() {
        Map<String, String> attributes = new LinkedHashMap<>();
        all().values().forEach(attributes::putAll);
        return attributes;
    }

    private Map<String, Map<String, String>> all() {
        List<Map<String, Map<String, String>>> read = file.all();
        return read.isEmpty() ? Map.of() : read.get(0);
    }

    private static Map<String, Map<String, String>> dialects(XmlElement root) throws RefusedFile {
        Map<String, Map<String, String>> dialects = new LinkedHashMap<>();
        for (XmlElement dialect : root.all("Dialects/Dialect")) {
            Map<String, String> attributes = new LinkedHashMap<>();
            for (XmlElement claim : dialect.all("Claim")) {
                attributes.put(text(claim, "ClaimURI"), text(claim, "AttributeID"));
            }
            dialects.put(dialect.attributes().getOrDefault("dialectURI", "").trim(), Map.copyOf(attributes));
        }
        return dialects;
    }

    private static String text(XmlElement claim, String name) throws RefusedFile {
        List<XmlElement> found = claim.all(name);
        String text = found.isEmpty() ? "" : found.get(0).text().trim();
        if (text.isEmpty()) {
            throw new RefusedFile(List.of("line " + claim.line() + ": Claim without " + name + " (expected: one)"));
        }
        return text;
    }
}

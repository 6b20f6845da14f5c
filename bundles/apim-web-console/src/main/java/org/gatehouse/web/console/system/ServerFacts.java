package org.gatehouse.web.console.system;

import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What there is to know about the running server.
 *
 * @param version of the product
 * @param bundles how many bundles are installed
 * @param property reads a property of the framework, null if it is not set
 */
public record ServerFacts(String version, int bundles, UnaryOperator<@Nullable String> property) {
    /** Key of the label, and value, in the order in which they are shown. */
    public Map<String, String> rows() {
        RuntimeMXBean jvm = ManagementFactory.getRuntimeMXBean();
        Runtime runtime = Runtime.getRuntime();
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put("system.version", version);
        rows.put("system.java", jvm.getVmName() + " " + jvm.getVmVersion());
        rows.put("system.up", words(Duration.ofMillis(jvm.getUptime())));
        rows.put(
                "system.memory",
                megabytes(runtime.totalMemory() - runtime.freeMemory()) + " of " + megabytes(runtime.maxMemory()));
        rows.put("system.bundles", String.valueOf(bundles));
        rows.put(
                "system.management",
                port("mgt.transport.https.port", "9443") + " (HTTPS), " + port("mgt.transport.http.port", "9763")
                        + " (HTTP)");
        rows.put(
                "system.gateway",
                port("https.nio.port", "8243") + " (HTTPS), " + port("http.nio.port", "8280") + " (HTTP)");
        return rows;
    }

    private String port(String name, String otherwise) {
        return Optional.ofNullable(property.apply(name)).orElse(otherwise);
    }

    private static String megabytes(long bytes) {
        return bytes / (1024 * 1024) + " MB";
    }

    /** The two largest units that say something: {@code 3 h 20 min}. */
    public static String words(Duration time) {
        if (time.toDays() > 0) {
            return time.toDays() + " d " + time.toHoursPart() + " h";
        }
        if (time.toHours() > 0) {
            return time.toHours() + " h " + time.toMinutesPart() + " min";
        }
        return time.toMinutes() > 0
                ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
                : time.toSeconds() + " s";
    }
}

package org.gatehouse.gateway.handlers.cors;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What the gateway allows pages of other origins. */
@Component(service = CorsPolicy.class, configurationPid = "apim.gateway.cors")
@Designate(ocd = CorsPolicy.Config.class)
public final class CorsPolicy {
    /** The texts of the headers. */
    @ObjectClassDefinition(name = "API Manager: gateway: cross-origin resource sharing")
    public @interface Config {
        /** Whether the headers are sent. */
        @AttributeDefinition(description = "Whether the headers are sent.")
        boolean enabled() default true;

        /** Origins. */
        @AttributeDefinition(description = "Origins that may call, with commas between; * for all.")
        String allow_origin() default "*";

        /** Verbs. */
        @AttributeDefinition(description = "Verbs for calls that match no resource, with commas between.")
        String allow_methods() default "GET,PUT,POST,DELETE,OPTIONS";

        /** Headers. */
        @AttributeDefinition(description = "Headers that requests may have, with commas between.")
        String allow_headers() default "authorization,Access-Control-Allow-Origin,Content-Type";
    }

    private static final String ANY = "*";

    private record Listed(String verbs, String list) {}

    private volatile @Nullable Listed lastListed;
    private final boolean enabled;
    private final List<String> origins;
    private final String methods;
    private final String headers;

    /** By configuration. */
    @Activate
    public CorsPolicy(Config config) {
        this(config.enabled(), config.allow_origin(), config.allow_methods(), config.allow_headers());
    }

    CorsPolicy(boolean enabled, String origins, String methods, String headers) {
        this.enabled = enabled;
        this.origins = list(origins);
        this.methods = methods;
        this.headers = headers;
    }

    /** Whether any header is sent. */
    public boolean isEnabled() {
        return enabled;
    }

    /**
     * The text of {@code Access-Control-Allow-Origin} for a request of this origin; null for none.
     *
     * @param own origins that one API allows instead; empty for the configured ones
     */
    public @Nullable String origin(@Nullable String origin, List<String> own) {
        List<String> allowed = own.isEmpty() ? origins : own;
        if (allowed.contains(ANY)) {
            return ANY;
        }
        return origin != null && allowed.contains(origin) ? origin : null;
    }

    /** Whether {@link #origin} depends on who asks, so that caches must keep its answers apart. */
    public boolean dependsOnOrigin(List<String> own) {
        return enabled && !(own.isEmpty() ? origins : own).contains(ANY);
    }

    /** The text of {@code Access-Control-Allow-Methods} for a path with these verbs, blank separated; null if unknown. */
    public String methods(@Nullable String verbs) {
        if (verbs == null || verbs.isBlank()) {
            return methods;
        }
        Listed known = lastListed;
        if (known == null || !known.verbs().equals(verbs)) {
            known = new Listed(verbs, verbs.trim().replace(' ', ','));
            lastListed = known;
        }
        return known.list();
    }

    /** The text of {@code Access-Control-Allow-Headers}. */
    public String headers() {
        return headers;
    }

    /** The members of a list with commas between. */
    public static List<String> list(String text) {
        return Arrays.stream(text.split(","))
                .map(String::trim)
                .filter(member -> !member.isEmpty())
                .toList();
    }
}

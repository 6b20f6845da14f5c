package org.gatehouse.distribution;

import java.util.LinkedHashMap;
import java.util.Map;

/** The form by which scripts add or change version 1.0.0 of an API. */
final class ApiForm {
    private final Map<String, String> fields = new LinkedHashMap<>();
    private int resources;

    ApiForm(String name, String context, String backend) {
        with("provider", "admin").with("name", name).with("version", "1.0.0").with("context", context);
        with("visibility", "public").with("tiersCollection", "Unlimited");
        with("endpoint_config", endpoint(backend));
        with("http_checked", "http").with("https_checked", "https");
    }

    static String endpoint(String backend) {
        return "{\"production_endpoints\":{\"url\":\"" + backend + "\",\"config\":null},\"endpoint_type\":\"http\"}";
    }

    ApiForm with(String field, String value) {
        fields.put(field, value);
        return this;
    }

    /** Adds a resource; methods with commas between them, all of one auth type. */
    ApiForm resource(String template, String methods, String authType) {
        int count = methods.split(",", -1).length;
        with("uriTemplate-" + resources, template);
        with("resourceMethod-" + resources, methods);
        with("resourceMethodAuthType-" + resources, String.join(",", java.util.Collections.nCopies(count, authType)));
        with(
                "resourceMethodThrottlingTier-" + resources,
                String.join(",", java.util.Collections.nCopies(count, "Unlimited")));
        resources++;
        return with("resourceCount", "" + resources);
    }

    /** One resource {@code /*} that everybody may call. */
    ApiForm open() {
        return resource("/*", "GET,POST", "None");
    }

    /** One resource {@code /*} for callers with a token. */
    ApiForm secured() {
        return resource("/*", "GET,POST", "Application & Application User");
    }

    Map<String, String> fields(String action) {
        Map<String, String> form = new LinkedHashMap<>(fields);
        form.put("action", action);
        return form;
    }
}

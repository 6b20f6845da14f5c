package org.gatehouse.gateway.deployer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gatehouse.domain.catalog.ApiResource;

/** One URL pattern with all its verbs: what templates call a resource. Public, and with getters, for Velocity. */
public final class TemplateResource {
    private final String uriTemplate;
    private final List<ApiResource> verbs = new ArrayList<>();

    private TemplateResource(String uriTemplate) {
        this.uriTemplate = uriTemplate;
    }

    static List<TemplateResource> of(List<ApiResource> resources) {
        Map<String, TemplateResource> byPattern = new LinkedHashMap<>();
        for (ApiResource resource : resources) {
            byPattern
                    .computeIfAbsent(resource.urlPattern(), TemplateResource::new)
                    .verbs
                    .add(resource);
        }
        return List.copyOf(byPattern.values());
    }

    /** The pattern. */
    public String getUriTemplate() {
        return uriTemplate;
    }

    /** The verbs, separated by one blank. */
    public String getMethodsAsString() {
        return String.join(" ", verbs.stream().map(ApiResource::verb).distinct().toList());
    }

    /**
     * The inline script, each verb's wrapped in a test for it if there are several; the text {@code null} if there is
     * none. To be written into a CDATA section.
     */
    public String getMediationScript() {
        return script().replace("]]>", "]]]]><![CDATA[>");
    }

    /** The inline script under the name that prototype templates use. */
    public String getAggregatedMediationScript() {
        return getMediationScript();
    }

    private String script() {
        if (verbs.size() == 1) {
            return String.valueOf(verbs.get(0).mediationScript());
        }
        StringBuilder all = new StringBuilder();
        for (ApiResource verb : verbs) {
            if (verb.mediationScript() != null) {
                all.append("if (mc.getProperty('REST_METHOD') == '")
                        .append(verb.verb())
                        .append("') {\n")
                        .append(verb.mediationScript())
                        .append("\n}\n");
            }
        }
        return all.isEmpty() ? "null" : all.toString();
    }
}

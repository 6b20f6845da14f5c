package org.gatehouse.gateway.deployer;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiStatus;
import org.gatehouse.domain.catalog.Backend;
import org.gatehouse.domain.catalog.EndpointConfig;

/** An API as Synapse XML. The names of the values are those that templates written for API Manager 1.9 use. */
final class ApiXml {
    private static final XmlText TEXT = new XmlText();

    private final Templates templates;
    private final ApiSequences sequences;
    private final boolean jwt;

    ApiXml(Templates templates, ApiSequences sequences, boolean jwt) {
        this.templates = templates;
        this.sequences = sequences;
        this.jwt = jwt;
    }

    /**
     * The API's own XML for one gateway.
     *
     * @throws Invalid if the template or the API's end points are broken
     */
    String render(Api api, Environment environment, boolean extensionOnTop) {
        boolean inline =
                api.status() == ApiStatus.PROTOTYPED && api.backend().implementation() == Backend.Implementation.INLINE;
        return marked(
                templates.render(
                        inline ? "prototype_template.xml" : "velocity_template.xml",
                        values(api, environment, extensionOnTop)),
                mark(api));
    }

    /** The XML under which calls without a version reach this version. */
    String renderDefault(Api api, Environment environment) {
        Map<String, Object> values = values(api, environment, false);
        values.put("apiContext", TEXT.escapeXml(api.unversionedContext()));
        values.put("fwdApiContext", TEXT.escapeXml(api.context().substring(1)));
        return marked(templates.render("default_api_template.xml", values), markOfDefault(api));
    }

    /** Tells from which state of the API its XML was made. */
    static String mark(Api api) {
        return "<!-- " + api.status() + " " + api.lastUpdated().toEpochMilli() + " -->";
    }

    /** The same for the XML under which calls without a version reach this version; begins with {@link #owner}. */
    static String markOfDefault(Api api) {
        return owner(api) + api.status() + " " + api.lastUpdated().toEpochMilli() + " -->";
    }

    /** Tells to which version calls without one are passed on. */
    static String owner(Api api) {
        // Comments may not have two hyphens in a row, versions may.
        return "<!-- default " + TEXT.escapeXml(api.id().version().replace('-', '_')) + " ";
    }

    private static String marked(String xml, String mark) {
        int end = xml.lastIndexOf("</api>");
        if (end < 0) {
            throw new Invalid("template: what it makes has no api element (expected: <api>…</api>)");
        }
        String body = xml.substring(0, end) + mark + xml.substring(end);
        return body.lines().filter(line -> !line.isBlank()).collect(Collectors.joining("\n", "", "\n"));
    }

    private Map<String, Object> values(Api api, Environment environment, boolean extensionOnTop) {
        Backend backend = api.backend();
        Map<String, Object> values = new HashMap<>();
        values.put("util", TEXT);
        values.put("apiName", TEXT.escapeXml(api.id().artefact()));
        values.put("apiVersion", TEXT.escapeXml(api.id().version()));
        values.put("apiContext", TEXT.escapeXml(api.contextTemplate()));
        values.put("transport", api.transports().size() == 1 ? String.join(" ", new TreeSet<>(api.transports())) : "");
        values.put("apiStatus", api.status().name());
        values.put("apiIsBlocked", api.status() == ApiStatus.BLOCKED);
        values.put("resources", TemplateResource.of(api.resources()));
        values.put("handlers", TemplateHandler.of(api, extensionOnTop));
        values.put("environment", environment);
        values.put("environmentType", environment.type());
        values.put("endpoint_config", EndpointConfig.write(backend.endpoints()));
        values.put("isEndpointSecured", backend.secured());
        values.put("isSecureVaultEnabled", false);
        values.put("isEndpointAuthDigest", false);
        values.put("definedEndpoint", false);
        values.put("username", TEXT.escapeXml(backend.username()));
        values.put("password", TEXT.escapeXml(backend.password()));
        values.put(
                "base64unpw",
                Base64.getEncoder()
                        .encodeToString(
                                (backend.username() + ":" + backend.password()).getBytes(StandardCharsets.UTF_8)));
        values.put(
                "securevault_alias",
                TEXT.escapeXml(api.id().artefact() + api.id().version()));
        values.put("responseCacheEnabled", api.mediation().responseCaching());
        values.put("responseCacheTimeOut", api.mediation().cacheTimeoutSeconds());
        values.put("jwtIsEnabled", jwt);
        values.put("destinationBasedStatsEnabled", api.mediation().destinationStatistics());
        values.put("profileName", "bam-profile");
        values.put("streamName", "org_wso2_apimgt_statistics_destination");
        values.put("streamVersion", "1.0.0");
        String fault = sequences.fault(api);
        if (!fault.isEmpty()) {
            values.put("faultSequence", TEXT.escapeXml(fault));
        }
        return values;
    }
}

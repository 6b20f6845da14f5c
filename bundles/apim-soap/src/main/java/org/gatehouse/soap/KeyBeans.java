package org.gatehouse.soap;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.axiom.om.OMElement;
import org.apache.axiom.om.OMNamespace;
import org.gatehouse.domain.catalog.ApiResource;
import org.gatehouse.domain.catalog.AuthType;
import org.gatehouse.domain.keys.Refusal;
import org.gatehouse.domain.keys.Verdict;
import org.gatehouse.domain.subscription.KeyType;

/** Verdicts and resources as beans of 1.9: members in alphabetical order, those without a value left out; and back. */
final class KeyBeans {
    private static final String VERDICT = "http://dto.impl.apimgt.carbon.wso2.org/xsd";
    private static final String RESOURCE = "http://model.api.apimgt.carbon.wso2.org/xsd";

    private KeyBeans() {}

    /** Adds a verdict; {@code now} is the instant from which the rest of the token's time is counted. */
    static void add(Verdict verdict, Instant now, OMElement result) {
        OMNamespace namespace = declared(result, VERDICT);
        if (verdict instanceof Verdict.Refused refused) {
            add(result, namespace, "authorized", "false");
            add(
                    result,
                    namespace,
                    "validationStatus",
                    Integer.toString(refused.reason().code()));
            return;
        }
        Verdict.Allowed allowed = (Verdict.Allowed) verdict;
        Map<String, String> members = new TreeMap<>(Map.of(
                "apiName", allowed.apiName(),
                "apiPublisher", allowed.apiPublisher(),
                "applicationId", allowed.applicationId(),
                "applicationName", allowed.applicationName(),
                "applicationTier", allowed.applicationTier(),
                "consumerKey", allowed.consumerKey(),
                "endUserName", allowed.endUser(),
                "subscriber", allowed.subscriber(),
                "tier", allowed.tier(),
                "type", allowed.keyType().name()));
        members.put("authorized", "true");
        members.put("validationStatus", "0");
        members.put("issuedTime", Long.toString(now.toEpochMilli()));
        members.put("validityPeriod", Long.toString(allowed.millisOnTheWire(now)));
        String assertion = allowed.endUserToken();
        if (assertion != null) {
            members.put("endUserToken", assertion);
        }
        members.forEach((name, value) -> {
            add(result, namespace, name, value);
            if (name.equals("authorized")) {
                allowed.domainsOnTheWire().forEach(domain -> add(result, namespace, "authorizedDomains", domain));
            }
        });
    }

    /** The verdict that a bean tells. */
    static Verdict verdict(OMElement bean) {
        if (!text(bean, "authorized").equals("true")) {
            return new Verdict.Refused(Refusal.ofCode((int) number(bean, "validationStatus", 0)));
        }
        List<String> domains = texts(bean, "authorizedDomains");
        String assertion = text(bean, "endUserToken");
        return new Verdict.Allowed(
                text(bean, "apiName"),
                text(bean, "apiPublisher"),
                text(bean, "consumerKey"),
                text(bean, "applicationId"),
                text(bean, "applicationName"),
                text(bean, "applicationTier"),
                text(bean, "subscriber"),
                text(bean, "tier"),
                text(bean, "type").equalsIgnoreCase("SANDBOX") ? KeyType.SANDBOX : KeyType.PRODUCTION,
                text(bean, "endUserName"),
                assertion.isEmpty() ? null : assertion,
                Verdict.domainsOf(domains),
                Verdict.expiresOf(number(bean, "issuedTime", 0), number(bean, "validityPeriod", -1)));
    }

    /** Adds a resource. */
    static void add(ApiResource resource, OMElement result) {
        OMNamespace namespace = declared(result, RESOURCE);
        add(result, namespace, "HTTPVerb", resource.verb());
        add(result, namespace, "authType", resource.auth().stored());
        add(result, namespace, "throttlingTier", resource.tier());
        add(result, namespace, "uriTemplate", resource.urlPattern());
    }

    /** The resource that a bean tells. */
    static ApiResource resource(OMElement bean) {
        return new ApiResource(
                text(bean, "uriTemplate"),
                text(bean, "HTTPVerb"),
                AuthType.parse(text(bean, "authType")),
                text(bean, "throttlingTier"),
                null,
                null);
    }

    private static OMNamespace declared(OMElement result, String uri) {
        OMNamespace namespace = result.getOMFactory().createOMNamespace(uri, "ax");
        result.declareNamespace(namespace);
        return namespace;
    }

    private static void add(OMElement parent, OMNamespace namespace, String name, String text) {
        parent.getOMFactory().createOMElement(name, namespace, parent).setText(text);
    }

    private static String text(OMElement bean, String name) {
        List<String> texts = texts(bean, name);
        return texts.isEmpty() ? "" : texts.get(0);
    }

    private static List<String> texts(OMElement bean, String name) {
        return Call.texts(bean, name);
    }

    private static long number(OMElement bean, String name, long otherwise) {
        String text = text(bean, name).trim();
        return text.matches("-?\\d{1,18}|" + Long.MAX_VALUE) ? Long.parseLong(text) : otherwise;
    }
}

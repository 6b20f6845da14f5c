package org.gatehouse.gateway.deployment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.axiom.om.OMAttribute;
import org.apache.axiom.om.OMElement;
import org.jspecify.annotations.Nullable;

/**
 * A proxy service of Synapse is here an API of one resource: at {@code /services/NAME}, for every path below and every
 * verb. Its in sequence runs, then its endpoint is asked if it has one; the answer goes through its out sequence. What it
 * publishes as its WSDL is the answer to {@code GET ?wsdl}.
 */
final class ProxyService {
    private static final String CONTEXT = "/services/";
    /** Of the WS specifications, which the gateway does not know: to serve without security would be to let everybody in. */
    private static final List<String> DEMANDED = List.of("enableSec", "policy", "enableAddressing");

    private static final String BODY_BYTES = "gatehouse.body.bytes";
    private static final String ASKED_FOR_WSDL = "GET[^?]*\\?(?i:wsdl).*";

    private ProxyService() {}

    /**
     * The API that serves the proxy, made of the proxy's own elements.
     *
     * @throws Refused if it has no name, is not to be started here, asks for WS-Security or WS-Addressing, or leads nowhere
     */
    static OMElement asApi(OMElement proxy, Documents.Reading documents, BuildContext buildContext) {
        String name = Xml.required(proxy, "name");
        if ("false".equals(Xml.attribute(proxy, "startOnLoad"))) {
            throw refused(proxy, "startOnLoad: false, so it is not started");
        }
        String servers = Xml.attribute(proxy, "pinnedServers");
        if (servers != null) {
            throw refused(
                    proxy, "pinnedServers: " + servers + " (expected: none, since a gateway has no name of that kind)");
        }
        for (String demanded : DEMANDED) {
            OMElement found = Xml.child(proxy, demanded);
            if (found != null) {
                throw refused(found, demanded + ": no call could keep to it here, so none is served");
            }
        }
        Xml.children(proxy, "parameter").stream()
                .filter(parameter -> !BODY_BYTES.equals(Xml.attribute(parameter, "name")))
                .forEach(parameter -> buildContext.remark(
                        parameter,
                        "parameter: " + Xml.attribute(parameter, "name")
                                + " has no effect: there are no services of Axis2" + " (expected: " + BODY_BYTES
                                + ")"));
        OMElement target = Xml.child(proxy, "target");
        if (target == null) {
            throw refused(proxy, "proxy: no target");
        }
        OMElement api = element(proxy, "api");
        attribute(api, "name", name);
        attribute(api, "context", CONTEXT + name);
        attribute(api, "transports", Xml.attribute(proxy, "transports"));
        OMElement resource = element(proxy, "resource");
        api.addChild(resource);
        resource.addChild(in(proxy, target, documents, buildContext));
        sequence(target, resource, "outSequence");
        sequence(target, resource, "faultSequence");
        return api;
    }

    /**
     * How long the bodies of requests may be that it holds in memory: its parameter {@value #BODY_BYTES}. Handlers, which would
     * know who calls, are no part of a proxy.
     *
     * @throws Refused if that is no number
     */
    static int bodyBytes(OMElement proxy) {
        for (OMElement parameter : Xml.children(proxy, "parameter")) {
            if (BODY_BYTES.equals(Xml.attribute(parameter, "name"))) {
                String bytes = parameter.getText().trim();
                if (!bytes.matches("\\d{1,9}")) {
                    throw refused(
                            parameter, BODY_BYTES + ": " + bytes + " (expected: a number of bytes below 1000000000)");
                }
                return Integer.parseInt(bytes);
            }
        }
        return Integer.MAX_VALUE;
    }

    private static OMElement in(
            OMElement proxy, OMElement target, Documents.Reading documents, BuildContext buildContext) {
        OMElement in = element(proxy, "inSequence");
        OMElement publish = Xml.child(proxy, "publishWSDL");
        OMElement shown = publish == null ? null : shown(publish, documents, buildContext);
        if (shown != null) {
            in.addChild(wsdl(proxy, shown));
        }
        String key = Xml.attribute(target, "inSequence");
        OMElement inline = Xml.child(target, "inSequence");
        if (key != null) {
            OMElement called = element(proxy, "sequence");
            attribute(called, "key", key);
            in.addChild(called);
        } else if (inline != null) {
            attribute(in, "onError", Xml.attribute(inline, "onError"));
            moveChildren(inline, in);
        }
        OMElement endpoint = endpoint(target);
        if (endpoint != null) {
            OMElement send = element(proxy, "send");
            send.addChild(endpoint);
            in.addChild(send);
        } else if (key == null && inline == null) {
            throw refused(target, "target: neither inSequence nor endpoint");
        }
        return in;
    }

    private static @Nullable OMElement endpoint(OMElement target) {
        String key = Xml.attribute(target, "endpoint");
        if (key == null) {
            OMElement inline = Xml.child(target, "endpoint");
            return inline == null ? null : (OMElement) inline.detach();
        }
        OMElement named = element(target, "endpoint");
        attribute(named, "key", key);
        return named;
    }

    private static void sequence(OMElement target, OMElement resource, String name) {
        attribute(resource, name, Xml.attribute(target, name));
        OMElement inline = Xml.child(target, name);
        if (inline != null) {
            resource.addChild(inline.detach());
        }
    }

    /** Answers who asks for the WSDL; everybody else passes. */
    private static OMElement wsdl(OMElement proxy, OMElement shown) {
        OMElement filter = element(proxy, "filter");
        attribute(filter, "source", "concat($axis2:HTTP_METHOD, $axis2:REST_URL_POSTFIX)");
        attribute(filter, "regex", ASKED_FOR_WSDL);
        OMElement then = element(proxy, "then");
        filter.addChild(then);
        then.addChild(shown);
        for (String property : List.of("messageType", "ContentType")) {
            OMElement type = element(proxy, "property");
            attribute(type, "name", property);
            attribute(type, "value", "application/xml");
            attribute(type, "scope", "axis2");
            then.addChild(type);
        }
        OMElement body = element(proxy, "property");
        attribute(body, "name", "NO_ENTITY_BODY");
        attribute(body, "scope", "axis2");
        attribute(body, "action", "remove");
        then.addChild(body);
        then.addChild(element(proxy, "respond"));
        return filter;
    }

    /** The mediator that makes a body of it; null if there is nothing here that could be shown. */
    private static @Nullable OMElement shown(
            OMElement publish, Documents.Reading documents, BuildContext buildContext) {
        Xml.children(publish, "resource")
                .forEach(imported -> buildContext.remark(
                        imported, "publishWSDL: resource has no effect: what a WSDL imports is not published with it"));
        String key = Xml.attribute(publish, "key");
        if (key != null) {
            return entry(publish, key);
        }
        OMElement inline = inline(publish);
        OMElement wsdl = inline == null ? file(publish, documents, buildContext) : inline;
        if (wsdl == null) {
            return null;
        }
        OMElement payload = element(publish, "payloadFactory");
        OMElement format = element(publish, "format");
        format.addChild(wsdl.detach());
        payload.addChild(format);
        payload.addChild(element(publish, "args"));
        return payload;
    }

    /** What a local entry has when it is asked for. */
    private static OMElement entry(OMElement publish, String key) {
        OMElement enrich = element(publish, "enrich");
        OMElement source = element(publish, "source");
        attribute(source, "type", "inline");
        attribute(source, "key", key);
        enrich.addChild(source);
        OMElement target = element(publish, "target");
        attribute(target, "type", "body");
        enrich.addChild(target);
        return enrich;
    }

    /** The WSDL itself; what else stands there is of Synapse. */
    private static @Nullable OMElement inline(OMElement publish) {
        return Xml.children(publish).stream()
                .filter(child -> !child.getQName().equals(Xml.synapse(child.getLocalName())))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable OMElement file(OMElement publish, Documents.Reading documents, BuildContext buildContext) {
        String uri = String.valueOf(Xml.attribute(publish, "uri"));
        if (!uri.startsWith("file:")) {
            buildContext.remark(
                    publish,
                    "publishWSDL: " + uri
                            + " is not published (expected: the WSDL itself, a key, or a uri that begins with file:)");
            return null;
        }
        try {
            return Xml.read(documents.file(Entries.path(uri)));
        } catch (IOException | IllegalArgumentException unreadable) {
            throw refused(publish, "publishWSDL: " + uri + " cannot be read: " + unreadable.getMessage());
        }
    }

    private static void moveChildren(OMElement from, OMElement to) {
        List<OMElement> children = new ArrayList<>(Xml.children(from));
        children.forEach(child -> to.addChild(child.detach()));
    }

    private static OMElement element(OMElement like, String name) {
        return like.getOMFactory().createOMElement(Xml.synapse(name));
    }

    private static void attribute(OMElement element, String name, @Nullable String value) {
        if (value != null) {
            OMAttribute attribute = element.getOMFactory().createOMAttribute(name, null, value);
            element.addAttribute(attribute);
        }
    }

    private static Refused refused(OMElement where, String reason) {
        return Refused.at(where.getLineNumber(), reason);
    }
}

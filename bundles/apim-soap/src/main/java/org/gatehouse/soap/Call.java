package org.gatehouse.soap;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.namespace.QName;
import org.apache.axiom.om.OMElement;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.UserName;
import org.jspecify.annotations.Nullable;

/**
 * A request to a service.
 *
 * @param arguments the element of the body, whose children are the parameters; their namespaces do not matter, since
 *     clients in the field disagree about them
 * @param http the request that carried it
 * @param from who sent it, null for a service that everybody may call
 */
record Call(
        OMElement arguments,
        HttpServletRequest http,
        @Nullable Caller from) {
    private static final QName NIL = new QName("http://www.w3.org/2001/XMLSchema-instance", "nil");

    /** Who sent it. */
    Caller caller() {
        if (from == null) {
            throw SoapFault.notSignedIn();
        }
        return from;
    }

    /** The parameter's text, empty if it is absent or nil. */
    String text(String name) {
        List<String> texts = texts(name);
        return texts.isEmpty() ? "" : texts.get(0);
    }

    /**
     * The parameter's text.
     *
     * @throws SoapFault if it is absent, nil or blank
     */
    String required(String name) {
        String text = text(name);
        if (text.isBlank()) {
            throw new SoapFault(arguments.getLocalName() + ": no " + name + " (expected: a value)");
        }
        return text;
    }

    /** The texts of a parameter that may be repeated; those that are nil are left out. */
    List<String> texts(String name) {
        return texts(arguments, name);
    }

    /** The different texts of a parameter that may be repeated, without blank ones. */
    Set<String> set(String name) {
        Set<String> texts = new HashSet<>(texts(name));
        texts.removeIf(String::isBlank);
        return texts;
    }

    /** The user that a parameter names, within the caller's tenant, whether the name says so or not. */
    UserName user(String name) {
        return asUser(required(name));
    }

    /** The user of that name, within the caller's tenant. */
    UserName asUser(String text) {
        UserName user = UserName.parse(text);
        boolean plain = user.inSuperTenant() && !text.endsWith("@" + UserName.SUPER_TENANT);
        return plain ? new UserName(caller().tenant(), user.name()) : user;
    }

    /** The beans {@code ClaimValue} of a parameter: claims and their values. */
    Map<String, String> claims(String name) {
        Map<String, String> claims = new LinkedHashMap<>();
        children(arguments).stream()
                .filter(child -> child.getLocalName().equals(name))
                .forEach(bean -> texts(bean, "claimURI")
                        .forEach(claim -> claims.put(
                                claim, texts(bean, "value").stream().findFirst().orElse(""))));
        return claims;
    }

    /** A pattern with {@code *}; all if none is given. */
    String pattern(String name) {
        String pattern = text(name);
        return pattern.isBlank() ? "*" : pattern;
    }

    /** The texts of all children of that local name; those that are nil are left out. */
    static List<String> texts(OMElement parent, String name) {
        return children(parent).stream()
                .filter(child -> child.getLocalName().equals(name))
                .filter(child -> !String.valueOf(child.getAttributeValue(NIL)).matches("true|1"))
                .map(OMElement::getText)
                .toList();
    }

    /** The first element of this local name, at any depth. */
    Optional<OMElement> find(String localName) {
        return find(arguments, localName);
    }

    private static Optional<OMElement> find(OMElement parent, String localName) {
        for (OMElement child : children(parent)) {
            if (child.getLocalName().equals(localName)) {
                return Optional.of(child);
            }
            Optional<OMElement> deeper = find(child, localName);
            if (deeper.isPresent()) {
                return deeper;
            }
        }
        return Optional.empty();
    }

    static List<OMElement> children(OMElement parent) {
        List<OMElement> children = new ArrayList<>();
        for (Iterator<?> each = parent.getChildElements(); each.hasNext(); ) {
            children.add((OMElement) each.next());
        }
        return children;
    }
}

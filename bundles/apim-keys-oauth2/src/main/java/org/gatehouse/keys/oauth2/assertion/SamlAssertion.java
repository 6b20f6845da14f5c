package org.gatehouse.keys.oauth2.assertion;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.identity.TrustedIssuer;
import org.gatehouse.domain.xml.SafeXml;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * A SAML 2.0 assertion as a grant (RFC 7522 §3). Everything is read from the one element that the signature covers, so that
 * what is signed is what is believed.
 */
final class SamlAssertion {
    private static final String SAML = "urn:oasis:names:tc:SAML:2.0:assertion";
    private static final String BEARER = "urn:oasis:names:tc:SAML:2.0:cm:bearer";
    private static final Set<String> TRANSFORMS = Set.of(
            Transform.ENVELOPED,
            "http://www.w3.org/2001/10/xml-exc-c14n#",
            "http://www.w3.org/2001/10/xml-exc-c14n#WithComments");

    private final Element assertion;

    private SamlAssertion(Element assertion) {
        this.assertion = assertion;
    }

    /** Reads one; nothing in it is believed yet. */
    static SamlAssertion read(byte[] xml) throws RefusedAssertion {
        try {
            Element root = SafeXml.tree(xml).getDocumentElement();
            if (!is(root, SAML, "Assertion") || !"2.0".equals(root.getAttribute("Version"))) {
                throw new RefusedAssertion("not an assertion of SAML 2.0");
            }
            return new SamlAssertion(root);
        } catch (Invalid e) {
            throw new RefusedAssertion("not well-formed");
        }
    }

    /** Who says to have issued it. */
    String issuer() throws RefusedAssertion {
        return only(assertion, "Issuer").getTextContent().trim();
    }

    /**
     * The user that it is about, once it is believed: signed by the issuer, meant for this server, and of now.
     *
     * @param audiences what this server is called
     * @param skew how far clocks may be apart
     */
    String subject(TrustedIssuer issuer, Set<String> audiences, Instant now, Duration skew) throws RefusedAssertion {
        requireSigned(issuer);
        requireValid(only(assertion, "Conditions"), now, skew);
        requireMeantFor(audiences);
        Element subject = only(assertion, "Subject");
        requireBearer(subject, audiences, now, skew);
        String name = only(subject, "NameID").getTextContent().trim();
        if (name.isEmpty()) {
            throw new RefusedAssertion("no subject");
        }
        return name;
    }

    /** What its issuer calls it, alike for no other (SAML 2.0 core §1.3.4). */
    String id() {
        return assertion.getAttribute("ID");
    }

    /** When its time is over. */
    Instant end() throws RefusedAssertion {
        return instant(only(assertion, "Conditions"), "NotOnOrAfter");
    }

    private void requireSigned(TrustedIssuer issuer) throws RefusedAssertion {
        List<Element> signatures = children(assertion, XMLSignature.XMLNS, "Signature");
        String id = assertion.getAttribute("ID");
        if (signatures.size() != 1 || id.isEmpty()) {
            throw new RefusedAssertion("not signed, or more than once");
        }
        requireOnlyOne(assertion, id);
        assertion.setIdAttribute("ID", true);
        DOMValidateContext context = new DOMValidateContext(issuer.certificate().getPublicKey(), signatures.get(0));
        context.setProperty("org.jcp.xml.dsig.secureValidation", true);
        try {
            XMLSignature signature = XMLSignatureFactory.getInstance("DOM").unmarshalXMLSignature(context);
            requireCovers(signature, id);
            if (!signature.validate(context)) {
                throw new RefusedAssertion("the signature is not that of " + issuer.name());
            }
        } catch (MarshalException | XMLSignatureException e) {
            throw new RefusedAssertion("the signature cannot be checked: " + e.getMessage());
        }
    }

    /** The whole assertion, nothing else, and nothing of it taken out. */
    private static void requireCovers(XMLSignature signature, String id) throws RefusedAssertion {
        List<?> references = signature.getSignedInfo().getReferences();
        if (references.size() != 1 || !signature.getObjects().isEmpty()) {
            throw new RefusedAssertion("the signature is about something else");
        }
        Reference reference = (Reference) references.get(0);
        if (!("#" + id).equals(reference.getURI())) {
            throw new RefusedAssertion("the signature is about something else");
        }
        for (Object each : reference.getTransforms()) {
            if (!TRANSFORMS.contains(((Transform) each).getAlgorithm())) {
                throw new RefusedAssertion("the signature leaves something out");
            }
        }
    }

    private static void requireOnlyOne(Element root, String id) throws RefusedAssertion {
        List<Element> all = new ArrayList<>();
        collect(root, all);
        long named = all.stream()
                .filter(element -> id.equals(element.getAttribute("ID")) || id.equals(element.getAttribute("Id")))
                .count();
        long assertions =
                all.stream().filter(element -> is(element, SAML, "Assertion")).count();
        if (named != 1 || assertions != 1) {
            throw new RefusedAssertion("one assertion within another");
        }
    }

    private static void collect(Element element, List<Element> all) {
        all.add(element);
        children(element).forEach(child -> collect(child, all));
    }

    private static void requireValid(Element conditions, Instant now, Duration skew) throws RefusedAssertion {
        if (conditions.hasAttribute("NotBefore") && now.plus(skew).isBefore(instant(conditions, "NotBefore"))) {
            throw new RefusedAssertion("not valid yet");
        }
        requireNotOver(conditions, now, skew);
    }

    private static void requireNotOver(Element element, Instant now, Duration skew) throws RefusedAssertion {
        if (!now.minus(skew).isBefore(instant(element, "NotOnOrAfter"))) {
            throw new RefusedAssertion("not valid any more");
        }
    }

    private void requireMeantFor(Set<String> audiences) throws RefusedAssertion {
        List<Element> restrictions = children(only(assertion, "Conditions"), SAML, "AudienceRestriction");
        if (restrictions.isEmpty()) {
            throw new RefusedAssertion("no audience");
        }
        for (Element restriction : restrictions) {
            boolean ours = children(restriction, SAML, "Audience").stream()
                    .anyMatch(audience ->
                            audiences.contains(audience.getTextContent().trim()));
            if (!ours) {
                throw new RefusedAssertion("meant for somebody else");
            }
        }
    }

    private static void requireBearer(Element subject, Set<String> audiences, Instant now, Duration skew)
            throws RefusedAssertion {
        for (Element confirmation : children(subject, SAML, "SubjectConfirmation")) {
            if (!BEARER.equals(confirmation.getAttribute("Method"))) {
                continue;
            }
            List<Element> data = children(confirmation, SAML, "SubjectConfirmationData");
            if (data.isEmpty()) {
                return;
            }
            String recipient = data.get(0).getAttribute("Recipient");
            if (data.size() == 1 && (recipient.isEmpty() || audiences.contains(recipient))) {
                if (data.get(0).hasAttribute("NotOnOrAfter")) {
                    requireNotOver(data.get(0), now, skew);
                }
                return;
            }
        }
        throw new RefusedAssertion("not for its bearer here");
    }

    private static Instant instant(Element element, String attribute) throws RefusedAssertion {
        try {
            return Instant.parse(element.getAttribute(attribute));
        } catch (DateTimeException e) {
            throw new RefusedAssertion(attribute + " is no time");
        }
    }

    private static Element only(Element parent, String name) throws RefusedAssertion {
        List<Element> found = children(parent, SAML, name);
        if (found.size() != 1) {
            throw new RefusedAssertion(name + ": " + found.size() + " (expected: one)");
        }
        return found.get(0);
    }

    private static List<Element> children(Element parent, String namespace, String name) {
        return children(parent).stream()
                .filter(child -> is(child, namespace, name))
                .toList();
    }

    private static List<Element> children(Element parent) {
        List<Element> found = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                found.add(element);
            }
        }
        return found;
    }

    private static boolean is(Element element, String namespace, String name) {
        return name.equals(element.getLocalName()) && namespace.equals(element.getNamespaceURI());
    }
}

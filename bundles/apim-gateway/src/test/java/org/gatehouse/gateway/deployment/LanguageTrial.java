package org.gatehouse.gateway.deployment;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;
import org.apache.axiom.om.OMElement;
import org.apache.synapse.SynapseConstants;

/** Deploys a sample with a place of the language and without it. */
final class LanguageTrial {
    private static final String NAMESPACE = " xmlns=\"" + SynapseConstants.SYNAPSE_NAMESPACE + "\"";

    private final ArtefactBuilder builder;

    LanguageTrial(ArtefactBuilder builder) {
        this.builder = builder;
    }

    /**
     * What came of one deployment.
     *
     * @param refused why it was refused; empty if it was built
     * @param built what was built, as a text
     */
    record Outcome(String refused, String built) {
        boolean isRefused() {
            return !refused.isEmpty();
        }
    }

    /** What came of the sample with the row's place in it, and without. */
    record Outcomes(Outcome with, Outcome without) {
        /** Whether the place makes a difference. */
        boolean differ() {
            return !with.equals(without);
        }
    }

    /** Tries the first sample that has the place or, if something is to be put there, the element that it belongs to. */
    Outcomes trial(LanguageGroup group, LanguageRow row) {
        OMElement sample = group.samples().stream()
                .map(LanguageTrial::read)
                .filter(root -> place(root, row, true).isPresent())
                .findFirst()
                .or(() -> group.samples().stream()
                        .map(LanguageTrial::read)
                        .filter(root -> !row.value().isEmpty()
                                && place(root, row, false).isPresent())
                        .findFirst())
                .orElseThrow(() -> new AssertionError(group.title() + ": no sample has " + row.place()));
        Outcome written = build(sample);
        OMElement other = sample.cloneOMElement();
        OMElement element =
                place(other, row, true).or(() -> place(other, row, false)).orElseThrow();
        if (row.value().isEmpty()) {
            if (row.isWhole() && element.equals(other)) {
                return new Outcomes(written, new Outcome("", ""));
            }
            takeAway(element, row);
            return new Outcomes(written, build(other));
        }
        put(element, row);
        return new Outcomes(build(other), written);
    }

    private static OMElement read(String xml) {
        boolean named = xml.substring(0, xml.indexOf('>')).contains(" xmlns=");
        String spaced = named ? xml : xml.replaceFirst("[ />]", NAMESPACE + "$0");
        return Xml.read(spaced.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<OMElement> place(OMElement root, LanguageRow row, boolean taken) {
        return all(root).stream()
                .filter(each -> each.getLocalName().equals(row.element()))
                .filter(each -> row.isWhole() || !taken || has(each, row))
                .findFirst();
    }

    private static List<OMElement> all(OMElement root) {
        List<OMElement> all = new ArrayList<>(List.of(root));
        Xml.children(root).forEach(child -> all.addAll(all(child)));
        return all;
    }

    private static boolean has(OMElement element, LanguageRow row) {
        return row.isAttribute()
                ? element.getAttribute(new QName(row.name())) != null
                : child(element, row.name()).isPresent();
    }

    private static Optional<OMElement> child(OMElement element, String name) {
        return Xml.children(element).stream()
                .filter(child -> child.getLocalName().equals(name))
                .findFirst();
    }

    private static void takeAway(OMElement element, LanguageRow row) {
        if (row.isWhole()) {
            element.detach();
        } else if (row.isAttribute()) {
            element.removeAttribute(element.getAttribute(new QName(row.name())));
        } else {
            child(element, row.name()).orElseThrow().detach();
        }
    }

    private static void put(OMElement element, LanguageRow row) {
        if (row.isAttribute()) {
            element.addAttribute(row.name(), row.value(), null);
            return;
        }
        child(element, row.name()).ifPresent(OMElement::detach);
        boolean xml = row.value().startsWith("<");
        element.addChild(read(xml ? row.value() : "<" + row.name() + ">" + row.value() + "</" + row.name() + ">"));
    }

    private Outcome build(OMElement sample) {
        try {
            Artefact built = switch (sample.getLocalName()) {
                case "api" -> builder.build(Kind.API, bytes(sample));
                case "proxy" -> builder.build(Kind.PROXY, bytes(sample));
                case "endpoint" -> builder.build(Kind.ENDPOINT, bytes(sample));
                case "localEntry" -> builder.build(Kind.ENTRY, bytes(sample));
                case "registry",
                        "task",
                        "import",
                        "eventSource",
                        "priorityExecutor",
                        "messageStore",
                        "messageProcessor",
                        "definitions" -> builder.build(Kind.SEQUENCE, bytes(sample));
                default -> builder.build(Kind.SEQUENCE, bytes(sequence(sample)));
            };
            return new Outcome("", BuiltText.of(built));
        } catch (Refused refused) {
            return new Outcome(refused.reason(), "");
        }
    }

    private static OMElement sequence(OMElement sample) {
        if (sample.getLocalName().equals("sequence") && Xml.attribute(sample, "key") == null) {
            return sample;
        }
        OMElement sequence = read("<sequence name=\"s\"/>");
        sequence.addChild(sample.cloneOMElement());
        return sequence;
    }

    private static byte[] bytes(OMElement element) {
        return element.toString().getBytes(StandardCharsets.UTF_8);
    }
}

package org.gatehouse.gateway.mediation.mediators;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.apache.axiom.om.OMAbstractFactory;
import org.apache.axiom.om.OMContainer;
import org.apache.axiom.om.OMElement;
import org.apache.axiom.om.OMFactory;
import org.apache.axiom.om.OMNode;
import org.apache.axiom.om.xpath.AXIOMXPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an XPath finds comes in the order of the document, and that costs no more than the document is long. */
class DocumentOrderTest {
    private static final OMFactory FACTORY = OMAbstractFactory.getOMFactory();
    private static final List<String> NAMES = List.of("a", "b", "c");

    /** In the square of its length it would take minutes. */
    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aFlatDocumentIsGoneThroughAFewTimes() throws Exception {
        int length = 200_000;
        OMElement root = FACTORY.createOMElement("root", null);
        for (int i = 0; i < length; i++) {
            root.addChild(FACTORY.createOMElement(NAMES.get(i % 3), null));
        }
        for (String expression : List.of("//*", "*", "//a | //b", "//c | //a")) {
            assertThat(new AXIOMXPath(expression).selectNodes(root).size())
                    .as(expression)
                    .isGreaterThan(length / 4);
        }
    }

    @Test
    void whateverTheTreeTheOrderIsThatOfTheDocument() throws Exception {
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            OMElement root = tree(random, 4);
            OMContainer document = FACTORY.createOMDocument();
            document.addChild(root);
            List<OMNode> inOrder = new ArrayList<>();
            walk(root, inOrder);
            for (String expression : List.of(
                    "//*", "//c | //a | //b", "//text() | //*", "//b/ancestor::* | //a", "//*[@x]/preceding::*")) {
                List<?> found = new AXIOMXPath(expression).selectNodes(root);
                List<Integer> places = new ArrayList<>();
                found.forEach(node -> places.add(inOrder.indexOf(node)));
                assertThat(places).as("%s in %s", expression, root).isSorted().doesNotContain(-1);
            }
            Object first = new AXIOMXPath("//@x | //*").selectNodes(root).get(0);
            assertThat(first).as("an element stands before its attributes").isSameAs(root);
        }
    }

    private static OMElement tree(Random random, int depth) {
        OMElement element = FACTORY.createOMElement(NAMES.get(random.nextInt(3)), null);
        if (random.nextBoolean()) {
            element.addAttribute("x", "1", null);
        }
        for (int i = random.nextInt(5); i > 0 && depth > 0; i--) {
            if (random.nextInt(4) == 0) {
                FACTORY.createOMText(element, "text");
            } else {
                element.addChild(tree(random, depth - 1));
            }
        }
        return element;
    }

    private static void walk(OMElement element, List<OMNode> into) {
        into.add(element);
        for (Iterator<?> children = element.getChildren(); children.hasNext(); ) {
            OMNode child = (OMNode) children.next();
            if (child instanceof OMElement inner) {
                walk(inner, into);
            } else {
                into.add(child);
            }
        }
    }
}

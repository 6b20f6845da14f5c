package org.gatehouse.domain.registry;

import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.xml.SafeXml;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * What waits for somebody to agree, as the file of API Manager 1.9 says it: each kind of step names its executor. One whose
 * name ends in {@value #AT_ONCE} lets the step be done at once, as does a file that is not there or says nothing of it; with
 * any other it waits.
 */
public final class WorkflowExtensions {
    /** Where the file stands in the registry of each tenant. */
    public static final String PATH = Registry.GOVERNANCE + "/apimgt/applicationdata/workflow-extensions.xml";

    private static final String ROOT = "WorkFlowExtensions";
    private static final String SUBSCRIPTIONS = "SubscriptionCreation";
    private static final String EXECUTOR = "executor";
    private static final String AT_ONCE = "SimpleWorkflowExecutor";

    private final Registry registry;

    /** Those of a registry. */
    public WorkflowExtensions(Registry registry) {
        this.registry = registry;
    }

    /**
     * Whether new subscriptions to APIs of the tenant wait for approval.
     *
     * @throws Invalid if the file cannot be read: nobody knows then
     */
    public boolean subscriptionsWait(String tenant) {
        return registry.find(tenant, PATH)
                .map(file -> waits(root(file.text()), SUBSCRIPTIONS))
                .orElse(false);
    }

    /**
     * Agrees with what such a file says by returning.
     *
     * @throws Invalid with line or place, and reason
     */
    public static void check(String xml) {
        waits(root(xml), SUBSCRIPTIONS);
    }

    private static Element root(String xml) {
        Element root;
        try {
            root = SafeXml.tree(xml).getDocumentElement();
        } catch (Invalid refused) {
            throw new Invalid("workflow-extensions.xml: " + refused.getMessage(), refused);
        }
        if (!ROOT.equals(root.getLocalName())) {
            throw new Invalid("workflow-extensions.xml: " + root.getLocalName() + " (expected: " + ROOT + ")");
        }
        return root;
    }

    private static boolean waits(Element root, String step) {
        for (Node child = root.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element && step.equals(element.getLocalName())) {
                String executor = element.getAttribute(EXECUTOR).strip();
                if (executor.isEmpty()) {
                    throw new Invalid("workflow-extensions.xml: " + step + " without an " + EXECUTOR
                            + " (expected: the name of a class)");
                }
                return !executor.endsWith(AT_ONCE);
            }
        }
        return false;
    }
}

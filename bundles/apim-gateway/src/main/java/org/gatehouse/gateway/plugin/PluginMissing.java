package org.gatehouse.gateway.plugin;

import org.apache.synapse.SynapseException;

/** No bundle provides a class that an artefact names, at the moment. */
public final class PluginMissing extends SynapseException {
    private final String className;

    PluginMissing(String className) {
        super(reason(className));
        this.className = className;
    }

    /** Which class is missing. */
    public String className() {
        return className;
    }

    /** Which class is missing, in words for the client. */
    public String reason() {
        return reason(className);
    }

    private static String reason(String className) {
        return "No bundle provides " + className + " at the moment";
    }
}

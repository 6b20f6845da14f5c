package org.gatehouse.gateway.script;

import org.apache.axiom.om.OMElement;
import org.apache.axiom.om.OMText;
import org.apache.synapse.MessageContext;
import org.apache.synapse.SynapseException;
import org.apache.synapse.mediators.AbstractMediator;
import org.jspecify.annotations.Nullable;

/** The {@code script} mediator: inline, or kept under a key of the local entries. */
public final class ScriptMediator extends AbstractMediator {
    private final @Nullable String key;
    private final @Nullable String function;
    private volatile @Nullable CompiledScript script;

    private ScriptMediator(@Nullable CompiledScript script, @Nullable String key, @Nullable String function) {
        this.script = script;
        this.key = key;
        this.function = function;
    }

    /** Of a script that stands in the sequence. */
    public static ScriptMediator inline(CompiledScript script) {
        return new ScriptMediator(script, null, null);
    }

    /**
     * Of a script under a key, which may change under it.
     *
     * @param function what to call in it, with the message; null for nothing
     */
    public static ScriptMediator kept(String key, @Nullable String function) {
        return new ScriptMediator(null, key, function);
    }

    @Override
    public boolean mediate(MessageContext message) {
        CompiledScript known = script;
        if (key != null) {
            String source = text(message.getEntry(key));
            if (known == null || !known.source().equals(source)) {
                known = compile(source);
                script = known;
            }
        }
        if (known == null) {
            throw new SynapseException("script: there is none");
        }
        return known.run(message, function);
    }

    private static CompiledScript compile(String source) {
        try {
            return CompiledScript.of(source);
        } catch (IllegalArgumentException malformed) {
            throw new SynapseException(malformed.getMessage(), malformed);
        }
    }

    private String text(@Nullable Object entry) {
        if (entry instanceof OMText text) {
            return text.getText();
        }
        if (entry instanceof OMElement element) {
            return element.getText();
        }
        if (entry == null) {
            throw new SynapseException("script: key: " + key + ": nothing is there");
        }
        return entry.toString();
    }

    /** It may look at the body and change it. */
    @Override
    public boolean isContentAware() {
        return true;
    }
}

package org.gatehouse.gateway.script;

import org.apache.synapse.MessageContext;
import org.apache.synapse.SynapseException;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.EvaluatorException;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.RhinoException;
import org.mozilla.javascript.Script;
import org.mozilla.javascript.ScriptableObject;

/** A script, compiled once. Each run has globals of its own, so that calls leave each other alone. */
public final class CompiledScript {
    private static final Sandbox SANDBOX = new Sandbox();

    private final String source;
    private final Script script;

    private CompiledScript(String source, Script script) {
        this.source = source;
        this.script = script;
    }

    /**
     * Compiles.
     *
     * @throws IllegalArgumentException if it is no JavaScript, saying in which of its lines
     */
    public static CompiledScript of(String source) {
        return SANDBOX.call(context -> {
            try {
                return new CompiledScript(source, context.compileString(source, "script", 1, null));
            } catch (EvaluatorException malformed) {
                throw new IllegalArgumentException("script: " + Sandbox.place(malformed), malformed);
            }
        });
    }

    String source() {
        return source;
    }

    /**
     * Runs it on a message.
     *
     * @param function what to call in it once it ran; null for nothing
     * @return whether the message goes on: anything but {@code false}
     */
    boolean run(MessageContext message, @Nullable String function) {
        try {
            return SANDBOX.call(context -> !Boolean.FALSE.equals(run(context, message, function)));
        } catch (RhinoException broken) {
            throw new SynapseException("script: line " + broken.lineNumber() + ": " + broken.details());
        } catch (Sandbox.OutOfTime tooLong) {
            throw new SynapseException("script: " + tooLong.getMessage());
        }
    }

    private @Nullable Object run(Context context, MessageContext message, @Nullable String function) {
        ScriptableObject globals = context.initSafeStandardObjects();
        MessageObject mc = new MessageObject(message, globals);
        ScriptableObject.putProperty(globals, "mc", mc.scriptable());
        Object result = script.exec(context, globals);
        if (function == null) {
            return result;
        }
        if (!(ScriptableObject.getProperty(globals, function) instanceof Function called)) {
            throw new SynapseException("script: no function " + function);
        }
        return called.call(context, globals, globals, new Object[] {mc.scriptable()});
    }
}

package org.gatehouse.gateway.script;

import java.time.Duration;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.ContextFactory;
import org.mozilla.javascript.EvaluatorException;

/** Where scripts run: interpreted, without any class of Java, for a bounded time. */
final class Sandbox extends ContextFactory {
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final int LOOK_EVERY = 10_000;
    private static final int DEEPEST = 500;
    private static final String DEADLINE = "deadline";

    @Override
    protected Context makeContext() {
        Context context = super.makeContext();
        context.setOptimizationLevel(-1);
        context.setLanguageVersion(Context.VERSION_ES6);
        context.setClassShutter(className -> false);
        context.setMaximumInterpreterStackDepth(DEEPEST);
        context.setInstructionObserverThreshold(LOOK_EVERY);
        context.putThreadLocal(DEADLINE, System.nanoTime() + LONGEST.toNanos());
        return context;
    }

    /** Not an exception that scripts can catch. */
    @Override
    protected void observeInstructionCount(Context context, int count) {
        if (System.nanoTime() - (Long) context.getThreadLocal(DEADLINE) > 0) {
            throw new OutOfTime();
        }
    }

    /** A script took too long. */
    static final class OutOfTime extends Error {
        OutOfTime() {
            super("more than " + LONGEST.toSeconds() + " seconds");
        }
    }

    /** Where in a script something is wrong. */
    static String place(EvaluatorException broken) {
        return "line " + broken.lineNumber() + ": " + broken.details();
    }
}

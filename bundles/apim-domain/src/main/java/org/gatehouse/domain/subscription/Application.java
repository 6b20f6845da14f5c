package org.gatehouse.domain.subscription;

import io.soabase.recordbuilder.core.RecordBuilder;
import org.gatehouse.domain.identity.UserName;

/**
 * A consumer's collection of subscriptions, with keys of its own.
 *
 * @param id given by the database; 0 until then
 * @param subscriber who owns it
 * @param name unique for its owner
 * @param tier name of the tier that limits all its calls together
 * @param callbackUrl where authorization codes go; empty if nowhere
 * @param description free text, may be empty
 * @param status whether it may be used
 * @param revision 1 at first, and one more with each change of it
 */
@RecordBuilder
@RecordBuilder.Options(addClassRetainedGenerated = true, enableGetters = false, addStaticBuilder = false)
public record Application(
        long id,
        UserName subscriber,
        String name,
        String tier,
        String callbackUrl,
        String description,
        ApplicationStatus status,
        long revision)
        implements ApplicationBuilder.With {
    /** The name of the application that every subscriber has from the start. */
    public static final String DEFAULT_NAME = "DefaultApplication";
}

package org.gatehouse.domain.catalog;

import io.soabase.recordbuilder.core.RecordBuilder;

/**
 * What the gateway does besides passing on. Sequence names are empty where none is chosen.
 *
 * @param inSequence custom sequence on the way in
 * @param outSequence custom sequence on the way out
 * @param faultSequence custom sequence for failures
 * @param responseCaching whether answers are cached
 * @param cacheTimeoutSeconds how long answers are cached, in seconds
 * @param destinationStatistics whether calls are counted by destination
 */
@RecordBuilder
@RecordBuilder.Options(addClassRetainedGenerated = true, enableGetters = false, addStaticBuilder = false)
public record Mediation(
        String inSequence,
        String outSequence,
        String faultSequence,
        boolean responseCaching,
        int cacheTimeoutSeconds,
        boolean destinationStatistics)
        implements MediationBuilder.With {
    /** Nothing. */
    public static final Mediation NONE = new Mediation("", "", "", false, 300, false);
}

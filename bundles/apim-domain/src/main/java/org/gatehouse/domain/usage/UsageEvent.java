package org.gatehouse.domain.usage;

/**
 * One call that went through the gateway. Texts are empty where a call has nothing to say.
 *
 * @param api the API's name
 * @param version its version
 * @param context its context
 * @param publisher who provides it
 * @param resource the matched URL pattern
 * @param verb the HTTP method
 * @param consumerKey the client
 * @param user the end user
 * @param applicationId number of the application
 * @param applicationName its name
 * @param tier name of the subscription's tier
 * @param userAgent what the client says it is
 * @param outcome how it ended
 * @param status the HTTP status of the answer
 * @param requestedAt when it came, in milliseconds since the epoch
 * @param serviceMillis how long it took, in milliseconds
 * @param backendMillis how much of that the back end took, in milliseconds
 */
public record UsageEvent(
        String api,
        String version,
        String context,
        String publisher,
        String resource,
        String verb,
        String consumerKey,
        String user,
        String applicationId,
        String applicationName,
        String tier,
        String userAgent,
        Outcome outcome,
        int status,
        long requestedAt,
        long serviceMillis,
        long backendMillis) {
    /** How a call ended. */
    public enum Outcome {
        /** The back end answered. */
        ANSWERED,
        /** A limit was reached. */
        THROTTLED,
        /** Something failed. */
        FAULTED
    }
}

package org.gatehouse.domain.subscription;

/** Whether an application may be used. */
public enum ApplicationStatus {
    /** Waits for approval. */
    CREATED,
    /** May be used. */
    APPROVED,
    /** Was refused. */
    REJECTED,
    /** Suspended. */
    ON_HOLD
}

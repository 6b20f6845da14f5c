package org.gatehouse.domain.usage;

/** Where usage events go. */
public interface UsageSink {
    /** Takes the event at once and never blocks; drops it, and counts that, when it cannot keep up. */
    void record(UsageEvent event);
}

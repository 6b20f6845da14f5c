package org.gatehouse.domain;

/** What was to be changed is not any more as it was when it was read; nothing of the later change is stored. */
public final class Changed extends Conflict {
    private final long revision;

    /**
     * Says what has changed.
     *
     * @param message in words that may be shown to the caller
     * @param revision the number of what is stored now
     */
    public Changed(String message, long revision) {
        super(message);
        this.revision = revision;
    }

    /** The number of what is stored now: whoever still wants the change, having been told, makes it from here. */
    public long revision() {
        return revision;
    }
}

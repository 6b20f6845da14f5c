package org.gatehouse.store;

/**
 * What somebody says of an application that they change.
 *
 * @param name what it is to be called
 * @param tier one of {@link MyApplications#tiers}; empty, or the one that it has, for no change
 * @param callbackUrl where authorization codes go; empty if nowhere
 * @param description free text, may be empty
 */
public record ApplicationDraft(String name, String tier, String callbackUrl, String description) {}

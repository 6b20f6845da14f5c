package org.gatehouse.domain.catalog;

import java.time.Instant;
import org.gatehouse.domain.identity.UserName;
import org.jspecify.annotations.Nullable;

/**
 * What a document is to become.
 *
 * @param details what its author says of it
 * @param content its content; null if that stays as it is
 * @param at when this is wanted
 * @param by who wants it
 */
public record DocumentDraft(
        DocumentDetails details, @Nullable DocumentContent content, Instant at, UserName by) {}

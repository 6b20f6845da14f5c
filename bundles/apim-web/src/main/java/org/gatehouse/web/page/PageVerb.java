package org.gatehouse.web.page;

/** What a page does. */
@FunctionalInterface
public interface PageVerb {
    /** Does it. Domain errors may be thrown: they become a page that says so. */
    Page answer(PageVisit visit);
}

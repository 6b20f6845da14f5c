package org.gatehouse.domain.catalog;

/**
 * How often a tag is used.
 *
 * @param tag the tag
 * @param apis how many APIs have it
 */
public record TagCount(String tag, long apis) {}

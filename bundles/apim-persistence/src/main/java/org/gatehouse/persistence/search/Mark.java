package org.gatehouse.persistence.search;

/**
 * A state of the catalogue.
 *
 * @param epoch how many there were before it
 * @param stamp tells it from the states of other databases that have the same number
 */
public record Mark(long epoch, long stamp) {}

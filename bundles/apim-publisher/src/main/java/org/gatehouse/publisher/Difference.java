package org.gatehouse.publisher;

/**
 * In what two states of an API differ.
 *
 * @param what in the words of providers: a field of their form, or a resource as {@code GET /pets}
 * @param before how it was; empty if it was not there
 * @param after how it is then; empty if it is not there
 */
public record Difference(String what, String before, String after) {}

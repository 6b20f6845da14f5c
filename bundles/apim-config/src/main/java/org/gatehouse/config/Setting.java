package org.gatehouse.config;

import org.jspecify.annotations.Nullable;

/**
 * One row of the table: an element of the file and where its value goes.
 *
 * @param path the element below the root
 * @param pid the configuration it belongs to
 * @param key its name there
 * @param kind what may stand in it
 * @param fallback what holds when the element is absent, as it would stand in the file; null to leave the key out. Of a
 *     list, what it always has, with blanks between
 */
record Setting(
        String path,
        String pid,
        String key,
        Kind kind,
        @Nullable String fallback) {}

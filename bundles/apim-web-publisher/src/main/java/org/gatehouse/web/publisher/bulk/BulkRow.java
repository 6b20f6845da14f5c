package org.gatehouse.web.publisher.bulk;

import java.util.TreeSet;
import org.gatehouse.publisher.BulkEffect;
import org.gatehouse.web.publisher.CalledApi;

/**
 * An API in the table of a bulk change.
 *
 * @param kind what becomes of it, or became
 * @param status its state before; empty if there is no such API
 * @param late what could not be reached; empty if all was
 * @param query the part of an address that names it
 * @param pick what a form sends of it
 */
public record BulkRow(
        String name,
        String version,
        String provider,
        String kind,
        String status,
        long subscribers,
        String why,
        String late,
        String query,
        String pick) {
    static BulkRow of(BulkEffect effect) {
        String query = CalledApi.query(effect.id());
        return new BulkRow(
                effect.id().name(),
                effect.id().version(),
                effect.id().provider().toString(),
                effect.kind().name(),
                effect.status() == null ? "" : effect.status().name(),
                effect.subscribers(),
                effect.why(),
                String.join(", ", new TreeSet<>(effect.late())),
                query,
                query + "&revision=" + effect.revision());
    }

    boolean is(BulkEffect.Kind other) {
        return kind.equals(other.name());
    }
}

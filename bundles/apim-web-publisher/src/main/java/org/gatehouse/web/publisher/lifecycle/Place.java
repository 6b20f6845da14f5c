package org.gatehouse.web.publisher.lifecycle;

import java.util.List;
import java.util.stream.Stream;
import org.gatehouse.domain.catalog.ApiStatus;

/**
 * A state in the picture of an API's life.
 *
 * @param status the state
 * @param x its left edge
 * @param y its upper edge
 * @param width how wide it is
 * @param isNow whether the API is there
 */
public record Place(String status, int x, int y, int width, boolean isNow) {
    static List<Place> all(ApiStatus now) {
        return Stream.of(ApiStatus.values()).map(status -> of(status, now)).toList();
    }

    private static Place of(ApiStatus status, ApiStatus now) {
        return switch (status) {
            case CREATED -> at(status, now, 12, 108, 130);
            case PROTOTYPED -> at(status, now, 212, 16, 140);
            case PUBLISHED -> at(status, now, 212, 108, 140);
            case BLOCKED -> at(status, now, 212, 198, 140);
            case DEPRECATED -> at(status, now, 412, 108, 138);
            case RETIRED -> at(status, now, 592, 108, 100);
        };
    }

    private static Place at(ApiStatus status, ApiStatus now, int x, int y, int width) {
        return new Place(status.name(), x, y, width, status == now);
    }

    /** The middle of its box. */
    public int middle() {
        return x + width / 2;
    }
}

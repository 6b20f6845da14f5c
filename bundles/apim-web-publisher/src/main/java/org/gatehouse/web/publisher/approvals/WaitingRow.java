package org.gatehouse.web.publisher.approvals;

import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.subscription.SubscribedApplication;
import org.gatehouse.web.page.Tile;
import org.gatehouse.web.publisher.CalledApi;

/**
 * A subscription in the list of those that wait.
 *
 * @param number the subscription's
 * @param name of the application
 * @param user whose it is
 * @param api name of the API
 * @param query the part of an address that names the API
 */
public record WaitingRow(
        Tile tile, long number, String name, String user, String api, String version, String query, String tier) {
    static WaitingRow of(SubscribedApplication subscribed) {
        ApiId api = subscribed.subscription().api();
        return new WaitingRow(
                Tile.of(subscribed.application().name()),
                subscribed.subscription().id(),
                subscribed.application().name(),
                subscribed.application().subscriber().toString(),
                api.name(),
                api.version(),
                CalledApi.query(api),
                subscribed.subscription().tier());
    }
}

package org.gatehouse.definitions;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.gatehouse.domain.catalog.Api;

/**
 * Where a gateway is called.
 *
 * @param environment its name
 * @param addresses with scheme and port, without a path
 */
record Gateway(String environment, List<String> addresses) {
    /** From {@code name|address,address}. */
    static Gateway parse(String text) {
        int bar = text.indexOf('|');
        return new Gateway(
                text.substring(0, Math.max(bar, 0)),
                Arrays.stream(text.substring(bar + 1).split(","))
                        .map(address -> address.strip().replaceFirst("/+$", ""))
                        .filter(address -> !address.isEmpty())
                        .toList());
    }

    /** The addresses at which it has the API; those of https first. */
    Stream<String> addressesOf(Api api) {
        boolean isMeant = api.environments().isEmpty() || api.environments().contains(environment);
        return !isMeant
                ? Stream.empty()
                : Stream.of("https", "http")
                        .filter(api.transports()::contains)
                        .flatMap(scheme -> addresses.stream().filter(address -> address.startsWith(scheme + "://")));
    }
}

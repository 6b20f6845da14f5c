package org.gatehouse.publisher;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiResource;
import org.gatehouse.domain.catalog.Availability;
import org.gatehouse.domain.catalog.Backend;
import org.gatehouse.domain.catalog.Contact;
import org.gatehouse.domain.catalog.Description;
import org.gatehouse.domain.catalog.EndpointConfig;
import org.gatehouse.domain.catalog.Endpoints;
import org.gatehouse.domain.catalog.Mediation;
import org.gatehouse.domain.catalog.Original;
import org.gatehouse.domain.catalog.Scope;
import org.gatehouse.domain.catalog.Visibility;
import org.jspecify.annotations.Nullable;

/** In what two states of an API differ that its providers write: in their words, and in the order of their form. */
final class Differences {
    private final List<Difference> found = new ArrayList<>();

    private Differences() {}

    /** What differs, without how. */
    static List<String> between(Api one, Api other) {
        Stream<String> resources = one.resources().equals(other.resources()) ? Stream.empty() : Stream.of("resources");
        return Stream.concat(fields(one, other).stream().map(Difference::what), resources)
                .toList();
    }

    /** All but the resources. */
    static List<Difference> fields(Api one, Api other) {
        Differences differences = new Differences();
        differences.compare("context", one.contextTemplate(), other.contextTemplate(), text -> text);
        differences.described(one.description(), other.description());
        differences.compare("visibility", one.visibility(), other.visibility(), Differences::visibility);
        differences.compare("who may subscribe", one.availability(), other.availability(), Differences::availability);
        differences.connected(one.backend(), other.backend());
        differences.compare("transports", one.transports(), other.transports(), Differences::sorted);
        differences.compare("tiers", one.tiers(), other.tiers(), Differences::listed);
        differences.compare("scopes", one.scopes(), other.scopes(), Differences::scopes);
        differences.mediated(one.mediation(), other.mediation());
        differences.compare("default version", one.defaultVersion(), other.defaultVersion(), Differences::yesOrNo);
        differences.compare("gateways", one.environments(), other.environments(), Differences::gateways);
        differences.add("original", original(one), original(other));
        return differences.found;
    }

    /** By verb and path: those that are gone or others in their old order, and then those that are new. */
    static List<Difference> resources(Api one, Api other) {
        Map<String, ApiResource> before = byName(one);
        Map<String, ApiResource> after = byName(other);
        Differences differences = new Differences();
        before.forEach((name, resource) -> {
            ApiResource same = after.get(name);
            differences.add(name, guards(resource), same == null ? "" : guards(same));
        });
        after.forEach((name, resource) -> {
            if (!before.containsKey(name)) {
                differences.add(name, "", guards(resource));
            }
        });
        if (differences.found.isEmpty() && !one.resources().equals(other.resources())) {
            differences.add("order", String.join("\n", before.keySet()), String.join("\n", after.keySet()));
        }
        return differences.found;
    }

    private static Map<String, ApiResource> byName(Api api) {
        Map<String, ApiResource> named = new LinkedHashMap<>();
        api.resources().forEach(each -> named.putIfAbsent(each.verb() + " " + each.urlPattern(), each));
        return named;
    }

    private static String guards(ApiResource resource) {
        return resource.auth().shown() + "; " + resource.tier()
                + (resource.scope() == null ? "" : "; scope " + resource.scope())
                + (resource.mediationScript() == null ? "" : "\n" + resource.mediationScript());
    }

    private void described(Description one, Description other) {
        compare("description", one.text(), other.text(), text -> text);
        compare("tags", one.tags(), other.tags(), Differences::listed);
        compare("icon", one.thumbnail(), other.thumbnail(), text -> text);
        compare("WSDL", one.wsdl(), other.wsdl(), text -> text);
        compare("WADL", one.wadl(), other.wadl(), text -> text);
        compare("business owner", one.business(), other.business(), Differences::contact);
        compare("technical owner", one.technical(), other.technical(), Differences::contact);
    }

    /** Of a password it is told that it differs, and no more. */
    private void connected(Backend one, Backend other) {
        compare("end point", one.endpoints(), other.endpoints(), Differences::endpoints);
        compare("implementation", one.implementation(), other.implementation(), Differences::word);
        boolean isOtherPassword = !one.password().equals(other.password());
        if (isOtherPassword || !user(one).equals(user(other))) {
            found.add(new Difference(
                    "the back end's user", user(one), user(other) + (isOtherPassword ? " (another password)" : "")));
        }
    }

    private static String user(Backend backend) {
        return backend.secured() ? backend.username() : "none";
    }

    private void mediated(Mediation one, Mediation other) {
        compare("sequences", sequences(one), sequences(other), text -> text);
        compare("response caching", caching(one), caching(other), text -> text);
        compare(
                "destination statistics",
                one.destinationStatistics(),
                other.destinationStatistics(),
                Differences::yesOrNo);
    }

    private static String sequences(Mediation mediation) {
        return "in: " + orNone(mediation.inSequence()) + "\nout: " + orNone(mediation.outSequence()) + "\nfault: "
                + orNone(mediation.faultSequence());
    }

    private static String caching(Mediation mediation) {
        return yesOrNo(mediation.responseCaching()) + ", " + mediation.cacheTimeoutSeconds() + " s";
    }

    private static String visibility(Visibility visibility) {
        return word(visibility.level()) + of(visibility.roles());
    }

    private static String availability(Availability availability) {
        return word(availability.level()) + of(availability.tenants());
    }

    private static String of(Collection<String> names) {
        return names.isEmpty() ? "" : ": " + sorted(names);
    }

    private static String scopes(List<Scope> scopes) {
        return scopes.stream().map(Differences::scope).collect(Collectors.joining("\n"));
    }

    private static String scope(Scope scope) {
        String words = scope.description().isEmpty() ? scope.name() : scope.name() + ", " + scope.description();
        return scope.key() + " (" + words + ")" + of(scope.roles());
    }

    private static String contact(Contact contact) {
        return (contact.name() + " " + contact.email()).strip();
    }

    private static String original(Api api) {
        Original original = api.original();
        return original == null ? "none" : original.store() + ", of " + original.owner();
    }

    private static String gateways(Collection<String> names) {
        return names.isEmpty() ? "all" : sorted(names);
    }

    private static String endpoints(Endpoints endpoints) {
        if (endpoints instanceof Endpoints.Unreadable unreadable) {
            return unreadable.text();
        }
        List<String> lines = new ArrayList<>();
        EndpointConfig.write(endpoints).forEach((name, value) -> tell(name, value, lines));
        return lines.stream().sorted().collect(Collectors.joining("\n"));
    }

    private static void tell(String place, @Nullable Object value, List<String> lines) {
        if (value instanceof Map<?, ?> members) {
            members.forEach((name, member) -> tell(place + "." + name, member, lines));
        } else if (value instanceof List<?> items) {
            for (int i = 0; i < items.size(); i++) {
                tell(place + "." + (i + 1), items.get(i), lines);
            }
        } else if (value != null) {
            lines.add(place + ": " + value);
        }
    }

    private static String listed(Collection<String> words) {
        return String.join(", ", words);
    }

    private static String sorted(Collection<String> words) {
        return listed(new TreeSet<>(words));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String yesOrNo(boolean is) {
        return is ? "yes" : "no";
    }

    private static String orNone(String name) {
        return name.isEmpty() ? "none" : name;
    }

    private <T> void compare(String what, T one, T other, Function<? super T, String> told) {
        if (!one.equals(other)) {
            found.add(new Difference(what, told.apply(one), told.apply(other)));
        }
    }

    private void add(String what, String before, String after) {
        if (!before.equals(after)) {
            found.add(new Difference(what, before, after));
        }
    }
}

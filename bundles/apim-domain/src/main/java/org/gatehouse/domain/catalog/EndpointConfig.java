package org.gatehouse.domain.catalog;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.catalog.Endpoints.Balancing;
import org.gatehouse.domain.catalog.Endpoints.Port;
import org.gatehouse.domain.catalog.Endpoints.Retries;
import org.gatehouse.domain.catalog.Endpoints.Settings;
import org.gatehouse.domain.catalog.Endpoints.Sides;
import org.gatehouse.domain.catalog.Endpoints.Suspension;
import org.gatehouse.domain.catalog.Endpoints.Target;
import org.gatehouse.domain.catalog.Endpoints.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * End points in the layout of API Manager 1.9 ({@code endpoint_config}), as the maps, lists, texts and numbers that its
 * JSON stands for: clients send it, templates read it, the database keeps it. Members that say nothing of an end point are
 * left out; a number may be a text, a text empty, a list one text.
 */
public final class EndpointConfig {
    private static final int LONGEST_SHOWN = 100;

    private EndpointConfig() {}

    /**
     * The end points that are told.
     *
     * @param config what is there of {@code endpoint_config}; empty if nothing is set yet
     * @throws Invalid naming the member that is not as expected
     */
    public static Endpoints read(Map<String, ? extends @Nullable Object> config) {
        if (config.isEmpty()) {
            return new Endpoints.None();
        }
        Member root = new Member("", config);
        String type = root.member("endpoint_type").text();
        return switch (type) {
            case "http", "" -> new Endpoints.Http(root.sides(side -> target(root.member(side + "_endpoints"))));
            case "address" -> new Endpoints.Address(root.sides(side -> target(root.member(side + "_endpoints"))));
            case "wsdl" -> new Endpoints.Wsdl(root.sides(side -> port(root, side)));
            case "failover" -> new Endpoints.Failover(root.sides(side -> inOrder(root, side)));
            case "load_balance" ->
                new Endpoints.LoadBalanced(
                        root.sides(side -> inTurn(root.member(side + "_endpoints"))), balancing(root));
            case "default" ->
                new Endpoints.Default(root.sides(side -> {
                    Member place = root.member(side + "_endpoints");
                    return place.isMissing() ? Optional.empty() : Optional.of(settings(place.member("config")));
                }));
            default ->
                throw root.member("endpoint_type")
                        .unlike(type, "http, address, wsdl, failover, load_balance or default");
        };
    }

    /** A place without a URL is none: forms send it so where nothing was typed. */
    private static Optional<Target> target(Member place) {
        String url = place.member("url").text();
        return url.isBlank() ? Optional.empty() : Optional.of(new Target(url, settings(place.member("config"))));
    }

    private static Optional<Port> port(Member root, String side) {
        String suffix = side.equals("sandbox") ? "Sandbox" : "";
        return target(root.member(side + "_endpoints"))
                .map(wsdl -> new Port(
                        wsdl,
                        root.member("wsdlendpointService" + suffix).text(),
                        root.member("wsdlendpointPort" + suffix).text()));
    }

    private static Optional<List<Target>> inOrder(Member root, String side) {
        List<Target> targets = new ArrayList<>();
        target(root.member(side + "_endpoints")).ifPresent(targets::add);
        root.member(side + "_failovers").each().forEach(place -> target(place).ifPresent(targets::add));
        return targets.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(targets));
    }

    private static Optional<List<Target>> inTurn(Member places) {
        List<Target> targets =
                places.each().stream().flatMap(place -> target(place).stream()).toList();
        return targets.isEmpty() ? Optional.empty() : Optional.of(targets);
    }

    private static Balancing balancing(Member root) {
        String session = root.member("sessionManagement").text();
        return new Balancing(
                root.member("algoCombo").text(),
                root.member("algoClassName").text(),
                session.equals("none") ? "" : session,
                root.member("sessionTimeOut").duration(),
                !root.member("failOver").text().equalsIgnoreCase("false"));
    }

    private static Settings settings(Member config) {
        return new Settings(
                asItCame(config.member("format")),
                asItCame(config.member("optimize")),
                new Timeout(
                        config.member("actionDuration").duration(),
                        config.member("actionSelect").text()),
                new Suspension(
                        config.member("suspendErrorCode").texts(),
                        config.member("suspendDuration").duration(),
                        config.member("suspendMaxDuration").duration(),
                        config.member("factor").number("a number", Double::valueOf)),
                new Retries(
                        config.member("retryErroCode").texts(),
                        config.member("retryTimeOut").number("a whole number", Integer::valueOf),
                        config.member("retryDelay").duration()));
    }

    private static String asItCame(Member member) {
        String text = member.text();
        return text.equals("leave-as-is") ? "" : text;
    }

    /** The end points in 1.9's layout; empty if nothing is set. What is left to the gateway is not there. */
    public static Map<String, Object> write(Endpoints endpoints) {
        Map<String, Object> config = new LinkedHashMap<>();
        if (endpoints instanceof Endpoints.Http http) {
            places(http.sides(), config, EndpointConfig::place);
            config.put("endpoint_type", "http");
        } else if (endpoints instanceof Endpoints.Address address) {
            places(address.sides(), config, EndpointConfig::place);
            config.put("endpoint_type", "address");
        } else if (endpoints instanceof Endpoints.Wsdl wsdl) {
            places(wsdl.sides(), config, port -> place(port.wsdl()));
            ports(wsdl.sides(), config);
            config.put("endpoint_type", "wsdl");
        } else if (endpoints instanceof Endpoints.Failover failover) {
            places(failover.sides(), config, several -> place(several.get(0)));
            others(failover.sides(), config);
            config.put("endpoint_type", "failover");
        } else if (endpoints instanceof Endpoints.LoadBalanced balanced) {
            places(
                    balanced.sides(),
                    config,
                    several -> several.stream().map(EndpointConfig::place).toList());
            balancing(balanced.balancing(), config);
            config.put("endpoint_type", "load_balance");
        } else if (endpoints instanceof Endpoints.Default other) {
            places(other.sides(), config, settings -> place("default", settings));
            config.put("endpoint_type", "default");
        }
        return config;
    }

    private static <T> void places(Sides<T> sides, Map<String, Object> config, Function<T, Object> place) {
        sides.production().ifPresent(side -> config.put("production_endpoints", place.apply(side)));
        sides.sandbox().ifPresent(side -> config.put("sandbox_endpoints", place.apply(side)));
    }

    private static void ports(Sides<Port> sides, Map<String, Object> config) {
        sides.production().ifPresent(port -> {
            config.put("wsdlendpointService", port.service());
            config.put("wsdlendpointPort", port.name());
        });
        sides.sandbox().ifPresent(port -> {
            config.put("wsdlendpointServiceSandbox", port.service());
            config.put("wsdlendpointPortSandbox", port.name());
        });
    }

    private static void others(Sides<List<Target>> sides, Map<String, Object> config) {
        sides.production().ifPresent(several -> config.put("production_failovers", afterFirst(several)));
        sides.sandbox().ifPresent(several -> config.put("sandbox_failovers", afterFirst(several)));
    }

    private static List<Map<String, @Nullable Object>> afterFirst(List<Target> several) {
        return several.stream().skip(1).map(EndpointConfig::place).toList();
    }

    private static void balancing(Balancing balancing, Map<String, Object> config) {
        putText(config, "algoCombo", balancing.choice());
        putText(config, "algoClassName", balancing.algorithm());
        config.put("sessionManagement", balancing.session().isEmpty() ? "none" : balancing.session());
        balancing.sessionTime().ifPresent(time -> config.put("sessionTimeOut", time.toMillis()));
        config.put("failOver", balancing.failover() ? "True" : "False");
    }

    private static Map<String, @Nullable Object> place(Target target) {
        return place(target.url(), target.settings());
    }

    private static Map<String, @Nullable Object> place(String url, Settings settings) {
        Map<String, @Nullable Object> place = new LinkedHashMap<>();
        place.put("url", url);
        place.put("config", settings.equals(Settings.NONE) ? null : config(settings));
        return place;
    }

    private static Map<String, Object> config(Settings settings) {
        Map<String, Object> config = new LinkedHashMap<>();
        putText(config, "format", settings.format());
        putText(config, "optimize", settings.optimize());
        putText(config, "actionSelect", settings.timeout().action());
        putDuration(config, "actionDuration", settings.timeout().after());
        putCodes(config, "suspendErrorCode", settings.suspension().errors());
        putDuration(config, "suspendDuration", settings.suspension().first());
        putDuration(config, "suspendMaxDuration", settings.suspension().most());
        settings.suspension().factor().ifPresent(factor -> config.put("factor", factor));
        putCodes(config, "retryErroCode", settings.retries().errors());
        settings.retries().times().ifPresent(times -> config.put("retryTimeOut", times));
        putDuration(config, "retryDelay", settings.retries().pause());
        return config;
    }

    private static void putText(Map<String, Object> config, String name, String text) {
        if (!text.isEmpty()) {
            config.put(name, text);
        }
    }

    private static void putDuration(Map<String, Object> config, String name, Optional<Duration> duration) {
        duration.ifPresent(time -> config.put(name, time.toMillis()));
    }

    private static void putCodes(Map<String, Object> config, String name, List<String> codes) {
        if (!codes.isEmpty()) {
            config.put(name, codes);
        }
    }

    /** A value with the place where it stands. */
    private record Member(String path, @Nullable Object value) {
        boolean isMissing() {
            return value == null || "".equals(value);
        }

        Member member(String name) {
            String inner = path.isEmpty() ? name : path + "." + name;
            if (isMissing()) {
                return new Member(inner, null);
            }
            if (value instanceof Map<?, ?> members) {
                return new Member(inner, members.get(name));
            }
            throw unlike(value, "an object");
        }

        List<Member> each() {
            if (isMissing()) {
                return List.of();
            }
            if (!(value instanceof List<?> items)) {
                throw unlike(value, "a list");
            }
            List<Member> each = new ArrayList<>();
            for (Object item : items) {
                each.add(new Member(path + "[" + each.size() + "]", item));
            }
            return each;
        }

        String text() {
            if (value == null) {
                return "";
            }
            if (value instanceof Map || value instanceof List) {
                throw unlike(value, "a text");
            }
            return value.toString().trim();
        }

        List<String> texts() {
            List<Member> each = value instanceof List ? each() : List.of(this);
            return each.stream()
                    .map(Member::text)
                    .filter(text -> !text.isEmpty())
                    .toList();
        }

        <T> Optional<T> number(String expected, Function<String, T> read) {
            String text = text();
            try {
                return text.isEmpty() ? Optional.empty() : Optional.of(read.apply(text));
            } catch (NumberFormatException e) {
                throw unlike(text, expected);
            }
        }

        Optional<Duration> duration() {
            return this.<Duration>number("milliseconds, none below 0", text -> {
                long millis = Long.parseLong(text);
                if (millis < 0) {
                    throw new NumberFormatException(text);
                }
                return Duration.ofMillis(millis);
            });
        }

        <T> Sides<T> sides(Function<String, Optional<T>> read) {
            return new Sides<>(read.apply("production"), read.apply("sandbox"));
        }

        Invalid unlike(@Nullable Object found, String expected) {
            String shown = String.valueOf(found);
            return new Invalid("Invalid Endpoint config: " + path + ": "
                    + shown.substring(0, Math.min(shown.length(), LONGEST_SHOWN)) + " (expected: " + expected + ")");
        }
    }
}

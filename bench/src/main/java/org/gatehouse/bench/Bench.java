package org.gatehouse.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * One run of everything: nginx and the gateway take turns under the same load, so that what else the machine does weighs on
 * both. The gateway does its whole job: the token is checked, the call counted against a limit that is not reached, told to
 * whoever records usage, and passed on.
 */
final class Bench implements AutoCloseable {
    private static final int BACKEND = 28_080;
    private static final int PROXY = 28_081;
    private static final int SECURE_PROXY = 28_082;
    /** Two processors compile for half a minute and more until the path of a call is as fast as it gets. */
    private static final int WARM_UP_SECONDS = 40;

    private static final String TIER = "Bench";
    /** A limit that is counted against and never reached. */
    private static final String TIERS = """
            <wsp:Policy xmlns:wsp="http://schemas.xmlsoap.org/ws/2004/09/policy"
                        xmlns:throttle="http://www.wso2.org/products/wso2commons/throttle">
              <throttle:MediatorThrottleAssertion>
                <wsp:Policy>
                  <throttle:ID throttle:type="ROLE">Bench</throttle:ID>
                  <wsp:Policy>
                    <throttle:Control>
                      <wsp:Policy>
                        <throttle:MaximumCount>1000000000</throttle:MaximumCount>
                        <throttle:UnitTime>60000</throttle:UnitTime>
                      </wsp:Policy>
                    </throttle:Control>
                  </wsp:Policy>
                </wsp:Policy>
              </throttle:MediatorThrottleAssertion>
            </wsp:Policy>
            """;

    private static final String API = "Bench";
    private static final int MANY_APIS = 10_000;
    private static final int APPLICATIONS = 1_000;
    private static final int MANY_TOKENS = Integer.getInteger("bench.tokens", 100_000);
    private static final int TURNS = 11;
    private static final int TURNS_BESIDE = 21;
    /** What a server at rest may use of a processor, of a second. */
    private static final long REST_MICROS = 50_000;

    private static final int LONGEST_UNREST_SECONDS = 120;
    private static final int ASKED_AT_A_TIME = 32;
    /** Longer than the gateway keeps what was replaced for the calls that began with it. */
    private static final int LET_GO_SECONDS = 260;

    private static final int REDEPLOYMENTS = 1_000;
    /** Between two calls of a connection while the API is deployed anew. */
    private static final int REST_MILLIS = 50;

    private final PrintStream out = System.out;
    private final Path root;
    private final Path work;
    private final int seconds;
    private final Nginx backend;
    private final Nginx proxy;
    private final Gatehouse gatehouse;
    private final Vitals vitals;
    private final Portals portals;
    private final Round round;
    private final Side nginx;
    private final Side ours;
    private final Portals.Key key;

    private Bench(Path root, Path work, int seconds) throws IOException {
        this.root = root;
        this.work = Files.createDirectories(work);
        this.seconds = seconds;
        backend = Nginx.backend(work, BACKEND);
        proxy = Nginx.proxy(work, PROXY, BACKEND);
        gatehouse = Gatehouse.start(root, work.resolve("home"));
        vitals = new Vitals(gatehouse.pid());
        gatehouse.shell("apim:tiers-load " + Files.writeString(work.resolve("tiers.xml"), TIERS));
        portals = new Portals(gatehouse.offset());
        round = new Round(new Wrk(work), seconds);
        nginx = new Side("nginx", proxy.url(), proxy.cpu(), null);
        ours = new Side("gateway", gatehouse.gateway("/bench/1.0.0/bench"), new CpuClock(gatehouse.pid()), vitals);
        portals.publish(API, "/bench", "http://127.0.0.1:" + BACKEND, TIER);
        key = portals.subscribe(API, TIER);
    }

    /**
     * Runs.
     *
     * @param arguments the project's folder, the folder to work in, seconds a measurement, and what to measure:
     *     {@code proxy tls live redeploy keys tokens apis}, or another distribution's file to be measured beside
     */
    public static void main(String[] arguments) throws IOException {
        List<String> wanted = List.of(arguments).subList(3, arguments.length);
        try (Bench bench = new Bench(Path.of(arguments[0]), Path.of(arguments[1]), Integer.parseInt(arguments[2]))) {
            bench.run(wanted);
        }
    }

    private void run(List<String> wanted) throws IOException {
        out.printf("Started after %s%n", gatehouse.startedAfter());
        Tokens one = Tokens.of(work.resolve("one.txt"), List.of(key.token()));
        out.printf("Warming up for %d s …%n", 2 * WARM_UP_SECONDS);
        round.warmUp(ours, Load.GET_50, one, WARM_UP_SECONDS);
        round.warmUp(ours, Load.POST_50, one, WARM_UP_SECONDS);
        if (wanted.contains("proxy")) {
            for (Load load : List.of(Load.GET_50, Load.POST_50, Load.GET_500, Load.POST_500)) {
                compare(load, one);
                inTurns(nginx, ours, load, one);
            }
        } else {
            compare(Load.GET_50, one);
        }
        if (wanted.contains("tls")) {
            overTls(one);
        }
        for (String each : wanted) {
            if (each.endsWith(".zip")) {
                beside(Path.of(each), one);
            }
        }
        if (wanted.contains("live")) {
            publishToLive();
        }
        if (wanted.contains("redeploy")) {
            redeploy(one);
        }
        if (wanted.contains("keys")) {
            keyManager(one);
        }
        if (wanted.contains("tokens")) {
            manyTokens();
        }
        if (wanted.contains("apis")) {
            manyApis(one);
        }
        out.printf(
                "Memory: %d MB of heap live, %d MB of metaspace, %d MB resident; %d threads%n",
                vitals.liveHeapMegabytes(), vitals.metaspaceMegabytes(), vitals.residentMegabytes(), vitals.threads());
    }

    private double compare(Load load, Tokens tokens) {
        return compare(nginx, ours, load, tokens);
    }

    private double compare(Side nginx, Side ours, Load load, Tokens tokens) {
        Figures plain = round.measure(nginx, load, tokens);
        Figures whole = round.measure(ours, load, tokens);
        double ratio = whole.micros() / plain.micros();
        out.printf(
                Locale.ROOT,
                "%-32s nginx %5.1f µs %7.0f/s p99 %5.2f ms | gateway %5.1f µs %7.0f/s p99 %5.2f ms %5d B a call | × %.2f%n",
                load.name(),
                plain.micros(),
                plain.rate(),
                plain.p99Micros() / 1000.0,
                whole.micros(),
                whole.rate(),
                whole.p99Micros() / 1000.0,
                whole.allocated(),
                ratio);
        return ratio;
    }

    /** Both behind TLS, with the cipher that the gateway chooses: over connections that are kept, and with a new one each. */
    private void overTls(Tokens one) {
        Handshake chosen = Handshake.with(gatehouse.securePort());
        try (Nginx secureProxy = Nginx.secureProxy(work, SECURE_PROXY, BACKEND, chosen)) {
            Side plain = new Side("nginx", secureProxy.url(), secureProxy.cpu(), null);
            Side whole = new Side("gateway", gatehouse.secureGateway("/bench/1.0.0/bench"), ours.cpu(), vitals);
            out.printf("Over %s, %s:%n", chosen.protocol(), chosen.suite());
            for (Load load : List.of(Load.GET_50, Load.NEW_50)) {
                round.warmUp(whole, load, one, WARM_UP_SECONDS);
                // Of a new connection, wrk takes the time from when its handshake is over.
                compare(plain, whole, load, one);
                inTurns(plain, whole, load, one);
            }
        }
    }

    /** In short turns, so that what else the machine does weighs on both. */
    private void inTurns(Side plain, Side whole, Load load, Tokens tokens) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < TURNS; i++) {
            ratios.add(round.glance(whole, load, tokens) / round.glance(plain, load, tokens));
        }
        ratios.sort(null);
        out.printf(
                Locale.ROOT,
                "%-32s × %.2f in the middle of %d turns (%.2f to %.2f for the middle half)%n",
                "",
                ratios.get(TURNS / 2),
                TURNS,
                ratios.get(TURNS / 4),
                ratios.get(TURNS - 1 - TURNS / 4));
    }

    /** This distribution and another one in short turns, each with an API, a token and a limit of its own. */
    private void beside(Path distribution, Tokens one) throws IOException {
        try (Gatehouse server = Gatehouse.other(root, work.resolve("other"), distribution)) {
            out.printf("The other one started after %s%n", server.startedAfter());
            server.shell("apim:tiers-load " + work.resolve("tiers.xml"));
            Portals its = new Portals(server.offset());
            its.publish(API, "/bench", "http://127.0.0.1:" + BACKEND, TIER);
            Tokens token = Tokens.of(
                    work.resolve("others.txt"), List.of(its.subscribe(API, TIER).token()));
            Side other = new Side("other", server.gateway("/bench/1.0.0/bench"), new CpuClock(server.pid()), null);
            for (Load load : List.of(Load.GET_50, Load.POST_50)) {
                round.warmUp(other, load, token, WARM_UP_SECONDS);
            }
            for (Load load : List.of(Load.GET_50, Load.POST_50)) {
                List<Double> ratios = new ArrayList<>();
                for (int i = 0; i < TURNS_BESIDE; i++) {
                    // Neither is always the one that comes first.
                    double before = i % 2 == 0 ? round.glance(other, load, token) : 0;
                    double own = round.glance(ours, load, one);
                    ratios.add(own / (before > 0 ? before : round.glance(other, load, token)));
                }
                ratios.sort(null);
                out.printf(
                        Locale.ROOT,
                        "%-32s a call costs × %.3f of one of the other distribution, in the middle of %d turns (%.3f to %.3f"
                                + " for the middle half)%n",
                        load.name(),
                        ratios.get(TURNS_BESIDE / 2),
                        TURNS_BESIDE,
                        ratios.get(TURNS_BESIDE / 4),
                        ratios.get(TURNS_BESIDE - 1 - TURNS_BESIDE / 4));
            }
        }
    }

    private void publishToLive() {
        List<Long> millis = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            portals.publish("Live" + i, "/live" + i, "http://127.0.0.1:" + BACKEND, TIER);
            portals.setStatus("Live" + i, "BLOCKED");
            long begun = System.nanoTime();
            portals.setStatus("Live" + i, "PUBLISHED");
            int status = portals.status(gatehouse.gateway("/live" + i + "/1.0.0/x"), key.token());
            if (status == 503 || status == 404) {
                throw new IllegalStateException("answered " + status + " after it was published");
            }
            millis.add((System.nanoTime() - begun) / 1_000_000);
        }
        millis.sort(null);
        out.printf("Publish to live: %d ms in the middle, %d ms at most%n", millis.get(10), millis.get(19));
    }

    /** The API under load is deployed anew, time after time; a call that fails ends the benchmark. */
    private void redeploy(Tokens one) {
        String backendUrl = "http://127.0.0.1:" + BACKEND;
        portals.change(API, "/bench", backendUrl, TIER);
        out.printf(
                "Before: %d MB of heap live, %d MB of metaspace, %d threads%n",
                vitals.liveHeapMegabytes(), vitals.metaspaceMegabytes(), vitals.threads());
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Long> load = CompletableFuture.supplyAsync(() -> {
            long calls = 0;
            while (!done.get()) {
                calls += round.steady(ours, Load.GET_50, one, REST_MILLIS);
            }
            return calls;
        });
        long begun = System.nanoTime();
        for (int i = 0; i < REDEPLOYMENTS && !load.isDone(); i++) {
            portals.change(API, "/bench", backendUrl, TIER);
        }
        double took = (System.nanoTime() - begun) / 1e9;
        done.set(true);
        out.printf("%d redeployments in %.0f s under %d calls, none failed%n", REDEPLOYMENTS, took, load.join());
        out.printf(
                "After: %d MB of heap live, %d MB of metaspace, %d threads%n",
                vitals.liveHeapMegabytes(), vitals.metaspaceMegabytes(), vitals.threads());
        out.printf("Waiting for %d s, until what was replaced is let go of …%n", LET_GO_SECONDS);
        LockSupport.parkNanos(LET_GO_SECONDS * 1_000_000_000L);
        out.printf(
                "At rest: %d MB of heap live, %d MB of metaspace, %d threads%n",
                vitals.liveHeapMegabytes(), vitals.metaspaceMegabytes(), vitals.threads());
    }

    /** What a verdict costs, asked for at each call over Thrift and over SOAP, both ends being in the same process. */
    private void keyManager(Tokens tokens) throws IOException {
        Figures remembered = validated("remembered", true, "ThriftClient", tokens, 0);
        Figures thrift = validated("over Thrift", false, "ThriftClient", tokens, remembered.micros());
        Figures soap = validated("over SOAP", false, "WSClient", tokens, remembered.micros());
        settings(true, "ThriftClient");
        out.printf(
                Locale.ROOT,
                "A verdict over SOAP costs × %.1f of one over Thrift%n",
                (soap.micros() - remembered.micros()) / (thrift.micros() - remembered.micros()));
    }

    private Figures validated(String name, boolean cache, String type, Tokens tokens, double without)
            throws IOException {
        settings(cache, type);
        LockSupport.parkNanos(2_000_000_000L);
        round.warmUp(ours, Load.GET_50, tokens, 2 * seconds);
        Figures figures = round.measure(ours, Load.GET_50, tokens);
        out.printf(
                Locale.ROOT,
                "Key %-13s %6.1f µs %7.0f/s p99 at half load %6.2f ms %6d B a call; the verdict alone %6.1f µs%n",
                name,
                figures.micros(),
                figures.rate(),
                figures.p99Micros() / 1000.0,
                figures.allocated(),
                figures.micros() - without);
        return figures;
    }

    private void settings(boolean cache, String type) throws IOException {
        Path file = gatehouse.settings();
        Files.writeString(
                file,
                Files.readString(file)
                        .replaceAll("<EnableGatewayKeyCache>[a-z]*<", "<EnableGatewayKeyCache>" + cache + "<")
                        .replaceAll("<KeyValidatorClientType>[A-Za-z]*<", "<KeyValidatorClientType>" + type + "<"));
    }

    private void manyTokens() throws IOException {
        List<Portals.Key> keys = new ArrayList<>();
        for (int i = 0; i < APPLICATIONS; i++) {
            keys.add(portals.application("Application" + i, API, TIER));
        }
        out.printf("%d applications have a key%n", keys.size());
        long begun = System.nanoTime();
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i < MANY_TOKENS; i += ASKED_AT_A_TIME) {
            List<CompletableFuture<String>> asked = new ArrayList<>();
            for (int each = i; each < Math.min(MANY_TOKENS, i + ASKED_AT_A_TIME); each++) {
                asked.add(portals.token(keys.get(each % APPLICATIONS), "device_" + each));
            }
            asked.forEach(token -> tokens.add(token.join()));
        }
        double took = (System.nanoTime() - begun) / 1e9;
        out.printf("%d tokens issued, %.0f a second%n", tokens.size(), tokens.size() / took);
        Tokens many = Tokens.of(work.resolve("many.txt"), tokens);
        out.println("Each of them shown once …");
        // wrk begins at the top of the list each time, so one run must be long enough for all of it.
        long shown = 0;
        for (int forSeconds = 60; shown < 2L * tokens.size(); forSeconds *= 2) {
            shown = round.shown(ours, Load.GET_50, many, forSeconds);
        }
        compare(Load.GET_50, many);
        // As long a list of one token: the load generator has the same to do.
        alternate(many, Tokens.of(work.resolve("same.txt"), Collections.nCopies(tokens.size(), key.token())));
        Tokens one = Tokens.of(work.resolve("one.txt"), List.of(key.token()));
        validated("of one token", false, "ThriftClient", one, 0);
        validated("of each token", false, "ThriftClient", many, 0);
        settings(true, "ThriftClient");
    }

    /** One token and many in short turns: what a shared machine does meanwhile weighs on both. */
    private void alternate(Tokens many, Tokens same) {
        List<Double> ratios = new ArrayList<>();
        List<Double> plain = new ArrayList<>();
        for (int i = 0; i < TURNS; i++) {
            ratios.add(round.glance(ours, Load.GET_50, many) / round.glance(ours, Load.GET_50, same));
            plain.add(round.glance(nginx, Load.GET_50, many) / round.glance(nginx, Load.GET_50, same));
        }
        ratios.sort(null);
        plain.sort(null);
        out.printf(
                Locale.ROOT,
                "A call with each of %d tokens costs × %.2f of one with the same each time, in the middle of %d turns (%.2f to"
                        + " %.2f for the middle half; nginx, which does not look: × %.2f)%n",
                many.count(),
                ratios.get(TURNS / 2),
                TURNS,
                ratios.get(TURNS / 4),
                ratios.get(TURNS - 1 - TURNS / 4),
                plain.get(TURNS / 2));
    }

    private void manyApis(Tokens one) throws IOException {
        String xml = Files.readString(gatehouse.apis().resolve("admin--Bench_v1.0.0.xml"), StandardCharsets.UTF_8);
        String body = xml.substring(xml.indexOf('\n') + 1);
        long begun = System.nanoTime();
        for (int i = 0; i < MANY_APIS; i++) {
            Files.writeString(
                    gatehouse.apis().resolve("admin--Many" + i + "_v1.0.0.xml"),
                    body.replace("admin--Bench", "admin--Many" + i).replace("\"/bench/", "\"/many" + i + "/"));
        }
        while (portals.status(gatehouse.gateway("/many" + (MANY_APIS - 1) + "/1.0.0/x"), "none") == 404) {
            LockSupport.parkNanos(100_000_000);
        }
        out.printf("%d API files deployed after %.1f s%n", MANY_APIS, (System.nanoTime() - begun) / 1e9);
        rest();
        round.warmUp(ours, Load.GET_50, one, seconds);
        compare(Load.GET_50, one);
    }

    /** Waits until what a change left to do is done, so that it is not taken for the cost of calls. */
    private void rest() {
        for (int i = 0; i < LONGEST_UNREST_SECONDS; i++) {
            long before = ours.cpu().micros();
            LockSupport.parkNanos(1_000_000_000);
            if (ours.cpu().micros() - before < REST_MICROS) {
                return;
            }
        }
        out.println("(the gateway has not come to rest)");
    }

    @Override
    public void close() {
        vitals.close();
        gatehouse.close();
        proxy.close();
        backend.close();
    }
}

package org.gatehouse.bench;

import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;

/** A server with so many APIs, of which at most 1000 are published, and with subscriptions to them. */
final class Shelf implements AutoCloseable {
    /** Nobody is there, and nobody calls it. */
    private static final String BACKEND = "http://127.0.0.1:9/";

    private static final String TIER = "Unlimited";
    /** Of more, the gateway would have the last only minutes after each start. */
    private static final int MOST_PUBLISHED = 1_000;

    private static final int SUBSCRIPTIONS_OF_AN_APPLICATION = 100;
    private static final int APIS_OF_AN_APPLICATION = 10;
    /** So far apart are two that are asked for one after the other; no factor of any number of APIs. */
    private static final int STRIDE = 7_919;

    private final int apis;
    /** Each so many-th API is published. */
    private final int step;

    private final Gatehouse server;
    private final Portals portals;

    private Shelf(int apis, int step, Gatehouse server) {
        this.apis = apis;
        this.step = step;
        this.server = server;
        portals = new Portals(server.offset());
    }

    /**
     * Starts a server for its tables, fills them while it is stopped, and starts it again; returns when its gateway has all that are
     * published.
     */
    static Shelf of(int apis, Path root, Path home, BiFunction<Path, Path, Gatehouse> start) {
        start.apply(root, home).close();
        int step = (apis + MOST_PUBLISHED - 1) / MOST_PUBLISHED;
        int applications = apis / APIS_OF_AN_APPLICATION;
        long begun = System.nanoTime();
        try (CatalogueFill fill = new CatalogueFill(Gatehouse.database(home))) {
            fill.apis(apis, step, BACKEND);
            fill.applications(applications, Math.min(apis, SUBSCRIPTIONS_OF_AN_APPLICATION), apis);
        }
        System.out.printf(
                "%d APIs, %d of them published, and %d applications with %d subscriptions each written in %.1f s%n",
                apis,
                (apis - 1) / step + 1,
                applications,
                Math.min(apis, SUBSCRIPTIONS_OF_AN_APPLICATION),
                (System.nanoTime() - begun) / 1e9);
        Gatehouse server = start.apply(root, home);
        try {
            Shelf shelf = new Shelf(apis, step, server);
            shelf.awaitGateway();
            return shelf;
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** They come to the gateway by name. */
    private void awaitGateway() {
        long begun = System.nanoTime();
        String last = server.gateway(CatalogueFill.context((apis - 1) / step * step) + "/1.0.0/x");
        while (portals.status(last, "none") == 404) {
            LockSupport.parkNanos(100_000_000);
        }
        System.out.printf(
                "started after %s; the gateway had all that are published %.1f s later%n",
                server.startedAfter(), (System.nanoTime() - begun) / 1e9);
    }

    void listInPublisher() {
        portals.look("/publisher/apis", CatalogueFill.name(0));
    }

    void searchInPublisher(int turn) {
        portals.look("/publisher/apis?query=" + one(turn), one(turn));
    }

    void listInStore() {
        portals.look("/store/apis/list", CatalogueFill.name(0));
    }

    void searchInStore(int turn) {
        portals.look("/store/apis/list?query=" + published(turn), published(turn));
    }

    void pageForScripts() {
        portals.offered(0, APIS_OF_AN_APPLICATION);
    }

    void details(int turn) {
        portals.details(one(turn));
    }

    void create(int turn) {
        portals.add(made(turn), "/made" + turn, BACKEND, TIER);
    }

    void publish(int turn) {
        portals.setStatus(made(turn), "PUBLISHED");
    }

    void remove(int turn) {
        portals.remove(made(turn));
    }

    private static String made(int turn) {
        return "Made" + turn;
    }

    private String one(int turn) {
        return CatalogueFill.name((int) ((long) turn * STRIDE % apis));
    }

    private String published(int turn) {
        int many = (apis - 1) / step + 1;
        return CatalogueFill.name((int) ((long) turn * STRIDE % many) * step);
    }

    @Override
    public void close() {
        server.close();
    }
}

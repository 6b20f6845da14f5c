package org.gatehouse.fuzz;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.net.ssl.SSLSocketFactory;

/** Goes from door to door with hostile input, and says what harm was done. */
public final class Run implements AutoCloseable {
    static final List<Door> DOORS = List.of(
            new GatewayDoor(),
            new ContentDoor(),
            new JagDoor(),
            new RestDoor(),
            new OAuthDoor(),
            new SoapDoor(),
            new ThriftDoor());

    private static final int PROGRESS_SECONDS = 5;
    private static final int MOST_TOLD = 30;

    /** Pools fill, classes are compiled and caches reach their bounds before the first look at what the server holds on to. */
    private static final int WARM_UP_SHARE = 10;

    /** Good requests at each door, for the latency that others have beside a busy but friendly client. */
    private static final int GOOD = 400;

    /** What a server at rest may hold on to more than before: what it remembers within bounds. */
    private static final Vitals.Rest ALLOWANCE = new Vitals.Rest(12, 8, 48L << 20);

    private static final long LATE_MICROS = 500_000;
    private static final int LATE_TIMES = 5;

    private final Target target;
    private final Order order;
    private final Consumer<String> out;
    private final Echo backend = new Echo();
    private final Sample sample;
    private final Vitals vitals;
    private final Diary diary;
    private final Evidence evidence;
    private final SSLSocketFactory tls = Everyone.context().getSocketFactory();
    private final ScheduledExecutorService watchdog = Executors.newScheduledThreadPool(1, Echo::quiet);
    private final List<String> faults = new ArrayList<>();

    /** Sets up on a running server what the inputs speak of. */
    public Run(Target target, Order order, Consumer<String> out) throws IOException, InterruptedException {
        this.target = target;
        this.order = order;
        this.out = out;
        sample = new Sample(target, backend);
        vitals = new Vitals(target);
        diary = new Diary(target.log());
        evidence = new Evidence(order.saved(), vitals);
    }

    /** What was wrong, a line each; nothing if the server has withstood. Whether it holds on to more than before is part of it. */
    public List<String> all() throws IOException, InterruptedException {
        for (Door door : chosen()) {
            play(new Series(door, Series.WARM_UP, order.inputs() / WARM_UP_SHARE + 1), new Judge());
            sample.renew();
        }
        Vitals.Rest before = vitals.now();
        out.accept("At rest before: " + before);
        each();
        Vitals.Rest after = vitals.afterwards(before, ALLOWANCE);
        out.accept("At rest after:  " + after);
        if (Vitals.grown(before, after, ALLOWANCE)) {
            faults.add("the server at rest has grown from " + before + " to " + after);
        }
        return List.copyOf(faults);
    }

    /** The same, but for what the server holds on to, which a few inputs do not show. */
    public List<String> each() throws IOException, InterruptedException {
        try (Probe probe = new Probe(target, sample, evidence)) {
            for (Door door : chosen()) {
                attack(door, probe);
            }
            probe.refusals().forEach(refusal -> faults.add("somebody else is refused: " + refusal));
        }
        diary.read();
        out.accept("The log has grown by " + (diary.bytes() >> 10) + " KB.");
        tell("log ", diary.kinds());
        return List.copyOf(faults);
    }

    private void tell(String where, Map<String, Integer> kinds) {
        kinds.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(MOST_TOLD)
                .forEach(kind -> out.accept("  " + where + "× " + kind.getValue() + "  " + kind.getKey()));
    }

    private List<Door> chosen() {
        return DOORS.stream()
                .filter(door -> order.doors().isEmpty() || order.doors().contains(door.name()))
                .toList();
    }

    private void attack(Door door, Probe probe) throws IOException, InterruptedException {
        Judge judge = new Judge();
        probe.figures();
        play(new Series(door, Series.GOOD, GOOD), judge);
        Probe.Figures before = probe.figures();
        play(new Series(door, Series.BAD, order.inputs()), judge);
        Probe.Figures during = probe.figures();
        sample.renew();
        diary.read();
        out.accept(door.name() + ": " + judge.line());
        out.accept("  others before: " + before);
        out.accept("  others during: " + during);
        tell("", judge.kinds());
        if (during.p99Micros() > Math.max(before.p99Micros() * LATE_TIMES, LATE_MICROS)) {
            faults.add(door.name() + ": others wait (before: " + before + "; during: " + during + ")");
        }
        for (Judge.Fault fault : judge.faults()) {
            faults.add(fault.what() + " — " + fault.input().save(order.saved()));
        }
    }

    private void play(Series series, Judge judge) throws InterruptedException, IOException {
        AtomicInteger next = new AtomicInteger();
        long end = System.nanoTime() + order.time().toNanos() / chosen().size();
        ExecutorService workers = Executors.newFixedThreadPool(order.connections(), Echo::quiet);
        for (int i = 0; i < order.connections(); i++) {
            workers.execute(() -> work(series, judge, next, end));
        }
        workers.shutdown();
        while (!workers.awaitTermination(PROGRESS_SECONDS, TimeUnit.SECONDS)) {
            diary.read();
            sample.renew();
            out.accept("  " + series.door().name() + ": " + judge.line());
        }
    }

    private void work(Series series, Judge judge, AtomicInteger next, long end) {
        try (Wire wire = new Wire(target.offset(), tls, watchdog)) {
            int number = next.getAndIncrement();
            while (number < series.inputs() && System.nanoTime() < end) {
                judge(wire, judge, series.input(order.seed(), number));
                number = next.getAndIncrement();
            }
        }
    }

    /** Inputs of one kind for one door. */
    private record Series(Door door, String kind, int inputs) {
        static final String WARM_UP = "warm";
        static final String GOOD = "good";
        static final String BAD = "bad";

        Input input(long seed, int number) {
            Chance chance = new Chance(seed, door.name() + "/" + kind, number);
            Door.Sent sent = kind.equals(GOOD) ? door.good(chance) : door.bad(chance);
            return new Input(door.name() + "/" + kind + "/" + seed + "/" + number, sent.port(), sent.text());
        }
    }

    private void judge(Wire wire, Judge judge, Input input) {
        ScheduledFuture<?> look =
                watchdog.schedule(() -> look(input), Wire.LIMIT.toMillis() / 2, TimeUnit.MILLISECONDS);
        try {
            judge.judge(input, wire.exchange(input.port(), sample.filled(input.text())));
        } catch (IOException e) {
            judge.judge(input, new Answer(Answer.End.HANGS, "no connection: " + e.getMessage(), 0));
        } finally {
            look.cancel(false);
        }
    }

    private void look(Input input) {
        try {
            out.accept("  " + input.name() + " has no answer yet, see " + evidence.ofSilence(input));
        } catch (IOException e) {
            out.accept("  " + input.name() + " has no answer yet, and nothing can be written of it: " + e.getMessage());
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends one input and answers what came back. */
    Answer replay(Input input) throws IOException {
        try (Wire wire = new Wire(target.offset(), tls, watchdog)) {
            return wire.exchange(input.port(), sample.filled(input.text()));
        }
    }

    @Override
    public void close() {
        watchdog.shutdownNow();
        backend.close();
    }
}

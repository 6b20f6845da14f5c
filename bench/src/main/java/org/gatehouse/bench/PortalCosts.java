package org.gatehouse.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ObjIntConsumer;

/**
 * How long publisher and store take to answer, with many APIs and with few. Two servers are asked in turns, so that what else
 * the machine does weighs on both.
 */
final class PortalCosts {
    /** As many as a list shows on a page, so that the pages of both have as many rows. */
    private static final int FEW = 25;
    /** What the same may take more with many APIs than with few. */
    private static final double MOST_GROWTH = 1.25;

    private final List<Question> questions = List.of(
            new Question("publisher: list page", 50, (shelf, turn) -> shelf.listInPublisher()),
            new Question("publisher: search page", 50, Shelf::searchInPublisher),
            new Question("store: list page", 50, (shelf, turn) -> shelf.listInStore()),
            new Question("store: search page", 50, Shelf::searchInStore),
            new Question("store: ten for a script", 50, (shelf, turn) -> shelf.pageForScripts()),
            new Question("publisher: details", 20, Shelf::details),
            new Question("publisher: create", 200, Shelf::create),
            new Question("publisher: publish", 200, Shelf::publish),
            new Question("publisher: remove", 200, Shelf::remove));

    /** What is asked of a server; each turn has a number of its own. */
    private record Question(String name, int aimMillis, ObjIntConsumer<Shelf> asking, Millis few, Millis many) {
        Question(String name, int aimMillis, ObjIntConsumer<Shelf> asking) {
            this(name, aimMillis, asking, new Millis(), new Millis());
        }

        double ask(Shelf shelf, int turn) {
            long begun = System.nanoTime();
            asking.accept(shelf, turn);
            return (System.nanoTime() - begun) / 1e6;
        }

        String row() {
            double growth = many.middle() / few.middle();
            return String.format(
                    Locale.ROOT,
                    "%-24s %9.1f %9.1f %9.1f %9.1f    ≤ %3d %s   × %.2f%s",
                    name,
                    few.middle(),
                    few.p99(),
                    many.middle(),
                    many.p99(),
                    aimMillis,
                    many.middle() <= aimMillis ? "met   " : "missed",
                    growth,
                    growth <= MOST_GROWTH ? "" : " grows");
        }
    }

    /**
     * Runs.
     *
     * @param arguments the project's folder, the folder to work in, how many APIs are many, and how often each is asked
     */
    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(arguments[0]);
        Path work = Files.createDirectories(Path.of(arguments[1]));
        int apis = Integer.parseInt(arguments[2]);
        int times = Integer.parseInt(arguments[3]);
        try (Shelf few = Shelf.of(FEW, root, work.resolve("home"), Gatehouse::start);
                Shelf many = Shelf.of(apis, root, work.resolve("other"), Gatehouse::beside)) {
            new PortalCosts().measure(few, many, apis, times);
        }
    }

    private void measure(Shelf few, Shelf many, int apis, int times) {
        System.out.printf("Each is asked %d times, after %d that do not count …%n", times, times);
        for (int turn = 0; turn < 2 * times; turn++) {
            for (Question question : questions) {
                double ofFew = question.ask(few, turn);
                double ofMany = question.ask(many, turn);
                if (turn >= times) {
                    question.few().add(ofFew);
                    question.many().add(ofMany);
                }
            }
        }
        System.out.printf("%-24s %19s %19s%n", "ms", FEW + " APIs", apis + " APIs");
        System.out.printf("%-24s %9s %9s %9s %9s    aim%n", "", "middle", "p99", "middle", "p99");
        questions.forEach(question -> System.out.println(question.row()));
    }
}

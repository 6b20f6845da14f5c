package org.gatehouse.fuzz;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The command line: a home and an offset of a running server, then options and doors. */
final class Fuzz {
    private static final String USAGE =
            "usage: HOME OFFSET SAVED [--seed N] [--inputs N] [--minutes N] [--connections N] [--replay FILE] [DOOR…], doors: "
                    + Run.DOORS.stream().map(Door::name).toList();

    private final Target target;
    private final Path saved;
    private final List<String> doors = new ArrayList<>();
    private long seed = 1;
    private int inputs = 100_000;
    private Duration time = Duration.ofHours(24);
    private int connections = 2;
    private @Nullable Path replayed;

    private Fuzz(String[] arguments) {
        if (arguments.length < 3) {
            throw new IllegalArgumentException(USAGE);
        }
        target = new Target(
                Path.of(arguments[0]),
                Integer.parseInt(arguments[1]),
                System.getenv().getOrDefault("APIM_PASSWORD", "admin"));
        saved = Path.of(arguments[2]);
        Deque<String> rest = new ArrayDeque<>(List.of(arguments).subList(3, arguments.length));
        while (!rest.isEmpty()) {
            take(rest.pop(), rest);
        }
    }

    private void take(String word, Deque<String> rest) {
        if (word.startsWith("--") && rest.isEmpty()) {
            throw new IllegalArgumentException(word + ": nothing follows\n" + USAGE);
        }
        switch (word) {
            case "--seed" -> seed = Long.parseLong(rest.pop());
            case "--inputs" -> inputs = Integer.parseInt(rest.pop());
            case "--minutes" -> time = Duration.ofMinutes(Long.parseLong(rest.pop()));
            case "--connections" -> connections = Integer.parseInt(rest.pop());
            case "--replay" -> replayed = Path.of(rest.pop());
            default -> {
                if (Run.DOORS.stream().noneMatch(door -> door.name().equals(word))) {
                    throw new IllegalArgumentException(word + ": no door is called so\n" + USAGE);
                }
                doors.add(word);
            }
        }
    }

    private int run() throws IOException, InterruptedException {
        try (Run run = new Run(target, new Order(doors, seed, inputs, time, connections, saved), Fuzz::say)) {
            if (replayed != null) {
                Answer answer = run.replay(Input.load(replayed));
                System.out.println(answer.end() + " after " + answer.millis() + " ms:\n" + answer.text());
                return answer.end() == Answer.End.HANGS
                                || Judge.inner(answer.text()).isPresent()
                        ? 1
                        : 0;
            }
            System.out.println("Seed " + seed + ", " + inputs + " inputs at each door.");
            List<String> faults = run.all();
            faults.forEach(fault -> System.out.println("FAULT " + fault));
            System.out.println(
                    faults.isEmpty()
                            ? "The doors have held."
                            : faults.size() + " faults; ./apim fuzz --replay FILE sends one again.");
            return faults.isEmpty() ? 0 : 1;
        }
    }

    private static void say(String line) {
        System.out.println(line);
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int status;
        try {
            status = new Fuzz(arguments).run();
        } catch (IllegalArgumentException e) {
            System.err.println("apim fuzz: " + e.getMessage());
            status = 2;
        }
        System.exit(status);
    }
}

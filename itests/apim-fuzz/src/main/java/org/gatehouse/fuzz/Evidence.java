package org.gatehouse.fuzz;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.stream.Collectors;

/** What can be seen of a fault only while it lasts, in files beside the inputs that did harm: the log's time, and what the server does. */
final class Evidence {
    private final Path folder;
    private final Vitals vitals;

    Evidence(Path folder, Vitals vitals) {
        this.folder = folder;
        this.vitals = vitals;
    }

    /** What the server does while an input has no answer yet, in a file of its name; whether it gets one is not known by then. */
    Path ofSilence(Input input) throws IOException, InterruptedException {
        return write(input.name().replace('/', '-') + ".threads", input.name() + " has no answer yet");
    }

    /** What was told to somebody who is refused, and what the server does just then. */
    Path ofRefusal(int number, String told) throws IOException, InterruptedException {
        return write("refused-" + number + ".txt", told);
    }

    private Path write(String name, String said) throws IOException, InterruptedException {
        String text = LocalDateTime.now(ZoneId.systemDefault()) + "\n" + said + "\n\n" + threads();
        Files.createDirectories(folder);
        return Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8);
    }

    /** A server that cannot be looked into is evidence, too. */
    private String threads() throws InterruptedException {
        try {
            return vitals.threads();
        } catch (IOException e) {
            return "The server's threads cannot be seen: " + e.getMessage();
        }
    }

    /** A request and all of its answer. */
    static String told(HttpRequest request, HttpResponse<String> answer) {
        String fields = answer.headers().map().entrySet().stream()
                .flatMap(field -> field.getValue().stream().map(value -> field.getKey() + ": " + value + "\n"))
                .collect(Collectors.joining());
        return request.method() + " " + request.uri() + "\n" + answer.version() + " " + answer.statusCode() + "\n"
                + fields + "\n" + answer.body();
    }
}

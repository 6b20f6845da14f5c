package org.gatehouse.gateway.deployment;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.axiom.om.OMElement;

/** What a home of API Manager 1.9 may have beside what is deployed: it is told of, so that nobody waits for it. */
final class Undeployed {
    private static final List<String> FOLDERS = List.of(
            "event-sources",
            "imports",
            "message-processors",
            "message-stores",
            "priority-executors",
            "tasks",
            "templates");

    private static final String DEFINITIONS = "synapse.xml";

    /** Which have nothing to do here, and stand in many homes. */
    private static final Set<String> EXPECTED = Set.of("registry", "taskManager", "description");

    private final Path root;
    private final List<String> lines = new ArrayList<>();

    private Undeployed(Path root) {
        this.root = root;
    }

    /** A line for each file of a folder that nothing is deployed from, and for what stands in {@value #DEFINITIONS}. */
    static List<String> at(Path root) {
        Undeployed undeployed = new Undeployed(root);
        FOLDERS.forEach(undeployed::folder);
        undeployed.definitions();
        return undeployed.lines;
    }

    private void folder(String name) {
        Path folder = root.resolve(name);
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "[!.]*.xml")) {
            files.forEach(file -> lines.add(file + " is not deployed: a gateway has no " + name.replace('-', ' ')));
        } catch (IOException e) {
            lines.add(folder + " cannot be listed: " + e);
        }
    }

    private void definitions() {
        Path file = root.resolve(DEFINITIONS);
        if (!Files.exists(file)) {
            return;
        }
        try {
            String names = Xml.children(Xml.read(Files.readAllBytes(file))).stream()
                    .map(OMElement::getLocalName)
                    .filter(name -> !EXPECTED.contains(name))
                    .distinct()
                    .collect(Collectors.joining(", "));
            if (!names.isEmpty()) {
                lines.add(file + " is not deployed: " + names + " (expected: each in a file of its folder)");
            }
        } catch (IOException | Refused unreadable) {
            lines.add(file + " is not deployed, and cannot be read: " + unreadable.getMessage());
        }
    }
}

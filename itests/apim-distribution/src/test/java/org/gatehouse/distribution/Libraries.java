package org.gatehouse.distribution;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarInputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** What others have made of what is in a distribution: bundles of their own, and what our bundles have within. */
record Libraries(Set<Library> found) {
    private static final Pattern IN_REPOSITORY =
            Pattern.compile(".*/(?:system|lib)/(?:(.+)/([^/]+)/([^/]+)/)?([^/]+)\\.jar");
    private static final Pattern COORDINATES = Pattern.compile("META-INF/maven/([^/]+)/([^/]+)/pom\\.properties");
    private static final Pattern NAME_AND_VERSION = Pattern.compile("(.+?)-(\\d[\\w.-]*)");
    /** Of a package for browsers its files are taken out, under its name and version. */
    private static final Pattern FOR_BROWSERS =
            Pattern.compile("META-INF/resources/(?:webjars|_static)/([^/]+)/([^/]+)/.+");
    /** Derby's three jars are one bundle, in which nothing of Maven is left. */
    private static final String DERBY = "org/apache/derby/info/engine/info.properties";

    /**
     * One library.
     *
     * @param within the bundle of ours that it is a part of; empty if it stands alone
     */
    record Library(String group, String artifact, String version, String within) implements Comparable<Library> {
        String name() {
            return group.isEmpty() ? artifact : group + ":" + artifact;
        }

        @Override
        public int compareTo(Library other) {
            return (name() + " " + version + " " + within)
                    .compareTo(other.name() + " " + other.version + " " + other.within);
        }
    }

    /**
     * A line of libraries that are made together, as {@code docs/security/lines.tsv} tells it.
     *
     * @param names of its libraries, as a pattern of {@code group:artifact}
     * @param state whether it is mended: {@code kept}, {@code ended}, or {@code done}, where nothing is left to be made
     */
    record Line(String title, Pattern names, String state, String note) {
        static List<Line> read(Path file) throws IOException {
            return Files.readAllLines(file).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .map(cells -> new Line(cells[0], Pattern.compile(cells[1]), cells[2], cells[3]))
                    .toList();
        }
    }

    static Libraries of(Path distribution) throws IOException {
        Set<Library> found = new TreeSet<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(distribution))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Matcher place = IN_REPOSITORY.matcher(entry.getName());
                if (place.matches()) {
                    byte[] jar = zip.readAllBytes();
                    boolean ours = place.group(1) != null && place.group(1).startsWith("org/gatehouse");
                    if (!ours) {
                        found.add(
                                place.group(1) == null
                                        ? described(place.group(4), jar, "")
                                        : new Library(
                                                place.group(1).replace('/', '.'), place.group(2), place.group(3), ""));
                    }
                    found.addAll(within(jar, ours ? place.group(2) : place.group(4)));
                }
            }
        }
        return new Libraries(found);
    }

    private static Set<Library> within(byte[] jar, String bundle) throws IOException {
        Set<Library> found = new TreeSet<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(jar))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Matcher forBrowsers = FOR_BROWSERS.matcher(entry.getName());
                if (forBrowsers.matches() && bundle.startsWith("apim-")) {
                    found.add(new Library("", forBrowsers.group(1), forBrowsers.group(2), bundle));
                } else if (entry.getName().endsWith(".jar")) {
                    String name = entry.getName().replaceAll(".*/|\\.jar$", "");
                    found.add(described(name, zip.readAllBytes(), bundle));
                } else if (entry.getName().equals(DERBY) && bundle.startsWith("apim-")) {
                    Properties info = new Properties();
                    info.load(zip);
                    String version = info.getProperty("derby.version.major") + "."
                            + info.getProperty("derby.version.minor") + "."
                            + Integer.parseInt(info.getProperty("derby.version.maint")) / 1_000_000 + "."
                            + Integer.parseInt(info.getProperty("derby.version.maint")) % 1_000_000;
                    found.add(new Library("org.apache.derby", "derby", version, bundle));
                }
            }
        }
        return found;
    }

    /** By what Maven has left in it, else by its manifest, else by its file's name. */
    private static Library described(String name, byte[] jar, String within) throws IOException {
        List<Library> candidates = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(jar))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Matcher maven = COORDINATES.matcher(entry.getName());
                if (maven.matches()) {
                    candidates.add(new Library(maven.group(1), maven.group(2), version(zip), within));
                }
            }
        }
        Optional<Library> own = candidates.stream()
                .filter(each -> name.startsWith(each.artifact) || each.artifact.endsWith(name))
                .findFirst();
        return own.isPresent() ? own.get() : byManifest(name, jar, within);
    }

    private static String version(InputStream properties) throws IOException {
        Properties read = new Properties();
        read.load(properties);
        return read.getProperty("version");
    }

    private static Library byManifest(String name, byte[] jar, String within) throws IOException {
        Matcher both = NAME_AND_VERSION.matcher(name);
        if (both.matches()) {
            return new Library("", both.group(1), both.group(2), within);
        }
        try (JarInputStream in = new JarInputStream(new ByteArrayInputStream(jar))) {
            Attributes attributes = in.getManifest() == null
                    ? new Attributes()
                    : in.getManifest().getMainAttributes();
            String version = attributes.getValue("Bundle-Version");
            return new Library(
                    "", name, version == null ? attributes.getValue("Implementation-Version") : version, within);
        }
    }

    /** The page: a row for each line and for each bundle of ours that has some of it within. */
    String page(List<Line> lines) {
        StringBuilder page = new StringBuilder(HEAD);
        for (Line line : lines) {
            found.stream()
                    .filter(each -> line.names.matcher(each.name()).matches())
                    .collect(Collectors.groupingBy(Library::within, TreeMap::new, Collectors.toList()))
                    .forEach((within, libraries) -> page.append(row(line, within, libraries)));
        }
        return page.toString();
    }

    private static String row(Line line, String within, List<Library> libraries) {
        String listed = libraries.stream()
                .collect(Collectors.groupingBy(Library::version, TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(each -> named(each.getValue()) + " " + each.getKey())
                .collect(Collectors.joining(", "));
        String place = within.isEmpty() ? "" : "`" + within + "`";
        return Stream.of(line.title, listed, place, line.state, line.note)
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String named(List<Library> ofOneVersion) {
        return ofOneVersion.size() > 3
                ? ofOneVersion.size() + " libraries"
                : ofOneVersion.stream().map(Library::artifact).collect(Collectors.joining(", "));
    }

    /** Those of which no line tells anything. */
    List<String> untold(List<Line> lines) {
        return found.stream()
                .map(Library::name)
                .filter(name -> lines.stream()
                        .noneMatch(line -> line.names.matcher(name).matches()))
                .toList();
    }

    /** Lines of which there is nothing. */
    List<String> empty(List<Line> lines) {
        return lines.stream()
                .filter(line -> found.stream()
                        .noneMatch(each -> line.names.matcher(each.name()).matches()))
                .map(Line::title)
                .toList();
    }

    private static final String HEAD = """
            # What others have made

            Everything in the distribution that is not of this project, and how it stands with the line that it is of: `kept` is mended by its makers,
            `ended` is not, and what that means here is said beside it; `done` has nothing left to be made, as interfaces that a standard
            froze. Written by `./apim dependencies` of the distribution itself and `lines.tsv`; a test fails when one is there that no line tells of.

            | Line | Libraries | Within | State | |
            |---|---|---|---|---|
            """;
}

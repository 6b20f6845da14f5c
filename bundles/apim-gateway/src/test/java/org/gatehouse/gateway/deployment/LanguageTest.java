package org.gatehouse.gateway.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.synapse.commons.evaluators.config.EvaluatorFactory;
import org.apache.synapse.config.xml.AbstractMediatorFactory;
import org.apache.synapse.task.TaskDescriptionFactory;
import org.gatehouse.gateway.deployment.LanguageRow.Verdict;
import org.gatehouse.gateway.deployment.LanguageTrial.Outcomes;
import org.gatehouse.gateway.testing.TestGateway;
import org.gatehouse.gateway.transport.BackendTls;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every element and attribute that Synapse's factories read works, or is refused, or is known to have no effect; and
 * {@code docs/synapse.md} says which.
 */
class LanguageTest {
    private static final Path DOCUMENT = Path.of("..", "..", "docs", "synapse.md");
    private static final Pattern CLASSES = Pattern.compile("\\{([^}]*)}");
    private static final Pattern FACTORY = Pattern.compile(
            "(org/apache/synapse/(?:config/xml|commons/evaluators/config|commons/executors/config|startup/quartz|task)/(?:\\w+/)*\\w+Factory)\\.class");

    private final List<LanguageGroup> groups = LanguageGroup.all();
    private final Map<String, String> factories = factories();
    private final Map<String, Set<String>> words = new TreeMap<>();

    @TempDir
    Path root;

    private TestGateway gateway;
    private LanguageTrial trial;

    @BeforeEach
    void start() throws Exception {
        TestGateway.write(
                root, "repository/samples/s.wsdl", "<definitions xmlns=\"http://schemas.xmlsoap.org/wsdl/\"/>");
        gateway = new TestGateway(root);
        trial = new LanguageTrial(new ArtefactBuilder(
                gateway.plugins, new Documents(root, true, () -> BackendTls.PLATFORM), gateway.mediation.synapse()));
    }

    @AfterEach
    void stop() throws Exception {
        gateway.close();
    }

    /** By their simple names: those of Synapse, and ours. */
    private static Map<String, String> factories() {
        Map<String, String> factories = new TreeMap<>();
        try {
            for (Class<?> neighbour :
                    List.of(AbstractMediatorFactory.class, EvaluatorFactory.class, TaskDescriptionFactory.class)) {
                String jar = neighbour
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath();
                try (JarFile entries = new JarFile(jar)) {
                    for (String entry : entries.stream().map(Object::toString).toList()) {
                        Matcher factory = FACTORY.matcher(entry);
                        if (factory.matches()) {
                            String type = factory.group(1);
                            if (!FactoryWords.isInterface(type)) {
                                factories.put(type.substring(type.lastIndexOf('/') + 1), type);
                            }
                        }
                    }
                }
            }
            return factories;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private Set<String> words(String factory) {
        return words.computeIfAbsent(factory, name -> {
            String synapses = factories.get(name);
            return FactoryWords.of(synapses == null ? Xml.class.getPackageName() + "." + name : synapses);
        });
    }

    private static List<String> classes(LanguageRow row) {
        Matcher listed = CLASSES.matcher(row.remark());
        return listed.find() ? List.of(listed.group(1).split(",")) : List.of();
    }

    /** So that one which a new version of Synapse brings is not overlooked. */
    @Test
    void everyFactoryIsReadByAGroup() {
        Set<String> unknown = new TreeSet<>(factories.keySet());
        groups.forEach(group -> {
            unknown.removeAll(group.classes());
            group.rows().forEach(row -> unknown.removeAll(classes(row)));
        });
        unknown.removeIf(name -> words(name).isEmpty());
        assertThat(unknown).isEmpty();
    }

    @Test
    void everyWordOfAFactoryHasARow() {
        Map<String, Set<String>> missing = new TreeMap<>();
        for (LanguageGroup group : groups) {
            group.classes().forEach(name -> missing.put(name, new TreeSet<>()));
        }
        missing.keySet().retainAll(factories.keySet());
        missing.forEach((factory, left) -> {
            left.addAll(words(factory));
            for (LanguageGroup group : groups) {
                if (group.classes().contains(factory)) {
                    // What it is given is an element of the group, and no word within it.
                    group.rows().forEach(row -> left.removeAll(List.of(row.word(), "/" + row.element())));
                }
            }
        });
        missing.values().removeIf(Set::isEmpty);
        assertThat(missing).isEmpty();
    }

    @Test
    void everyRowIsOfAWordThatIsRead() {
        Map<String, String> unread = new LinkedHashMap<>();
        for (LanguageGroup group : groups) {
            Set<String> known = new TreeSet<>();
            group.classes().forEach(name -> known.addAll(words(name)));
            group.rows().stream()
                    .filter(row -> row.read() && !row.isWhole() && !known.contains(row.word()))
                    .forEach(row -> unread.put(row.place(), group.title()));
        }
        assertThat(unread).isEmpty();
    }

    @Test
    void everyPlaceIsWhatItsRowSays() {
        List<String> wrong = new ArrayList<>();
        for (LanguageGroup group : groups) {
            for (LanguageRow row : group.rows()) {
                String fault = fault(group, row);
                if (!fault.isEmpty()) {
                    wrong.add(group.title() + ": " + row.place() + ": " + fault);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** Empty if it is as the row says. */
    private String fault(LanguageGroup group, LanguageRow row) {
        if (row.verdict() == Verdict.WITHIN) {
            boolean refused = group.rows().stream()
                    .anyMatch(other ->
                            other.verdict() == Verdict.REFUSED && other.word().equals("/" + row.element()));
            return refused ? "" : "its element is not refused";
        }
        Outcomes tried = trial.trial(group, row);
        if (tried.without().isRefused()) {
            boolean needed = row.verdict() == Verdict.WORKS && !tried.with().isRefused();
            return needed ? "" : "refused without it: " + tried.without().refused();
        }
        return switch (row.verdict()) {
            case WORKS ->
                tried.with().isRefused() && row.value().isEmpty()
                        ? "refused: " + tried.with().refused()
                        : tried.differ() ? "" : "makes no difference";
            case ACCEPTED ->
                tried.with().isRefused()
                        ? "refused: " + tried.with().refused()
                        : row.remark().isEmpty() ? "no remark says why it may have no effect" : "";
            case REFUSED ->
                tried.with().isRefused()
                        ? tried.with().refused().contains(row.isWhole() ? row.element() : row.name())
                                ? ""
                                : "not named in the refusal: " + tried.with().refused()
                        : "not refused";
            case WITHIN -> "";
        };
    }

    @Test
    void theDocumentIsTheTable() throws Exception {
        String table = LanguageDocument.of(groups, this::reason);
        if (Boolean.getBoolean("gatehouse.write")) {
            Files.writeString(DOCUMENT, table);
        }
        assertThat(Files.readString(DOCUMENT))
                .as("docs/synapse.md; written anew by mvn verify -pl bundles/apim-gateway -am -Dgatehouse.write=true")
                .isEqualTo(table);
    }

    private String reason(LanguageGroup group, LanguageRow row) {
        List<String> words = classes(row).stream()
                .flatMap(name -> words(name).stream())
                .distinct()
                .filter(word -> !word.equals(row.word()))
                .sorted()
                .map(word -> "`" + word + "`")
                .toList();
        String refused = trial.trial(group, row).with().refused();
        return words.isEmpty() ? refused : refused + "; and with it " + String.join(", ", words);
    }
}

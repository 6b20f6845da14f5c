package org.gatehouse.definitions.tree;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.catalog.Definition.Syntax;
import org.gatehouse.domain.catalog.definition.DefinitionProblem;
import org.gatehouse.domain.catalog.definition.DefinitionProblem.Severity;
import org.gatehouse.domain.catalog.definition.DefinitionReader;
import org.gatehouse.domain.catalog.definition.MalformedDefinition;

/**
 * A text as a tree, members in the order of the text.
 *
 * @param syntax what it was written in
 * @param root its outermost object
 * @param problems what was read otherwise than it is written
 */
public record Tree(Syntax syntax, ObjectNode root, List<DefinitionProblem> problems) {
    static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final int DEEPEST_INDENT = 12;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DefaultIndenter SHALLOW = new DefaultIndenter("  ", "\n") {
        @Override
        public void writeIndentation(JsonGenerator out, int level) throws IOException {
            super.writeIndentation(out, Math.min(level, DEEPEST_INDENT));
        }
    };
    private static final String MARK = "\uFEFF";

    /**
     * The tree of a text.
     *
     * @throws MalformedDefinition if it is neither JSON nor YAML, no object, or beyond the bounds
     */
    public static Tree of(String text) {
        requireWithinBounds(text);
        String content = text.startsWith(MARK) ? text.substring(MARK.length()) : text;
        Problems problems = new Problems();
        if (!content.stripLeading().startsWith("{")) {
            return tree(Syntax.YAML, new YamlText(problems).read(content), problems);
        }
        try {
            return tree(Syntax.JSON, new JsonText(problems).read(content), problems);
        } catch (MalformedDefinition noJson) {
            return loose(content, noJson);
        }
    }

    /** What is nearly JSON, with a comma too many or a comment, may well be YAML. */
    private static Tree loose(String content, MalformedDefinition noJson) {
        Problems problems = new Problems();
        problems.warning(
                noJson.problem().place(),
                "is no JSON, and read as YAML: " + noJson.problem().message());
        try {
            return tree(Syntax.YAML, new YamlText(problems).read(content), problems);
        } catch (MalformedDefinition noYaml) {
            noJson.addSuppressed(noYaml);
            throw noJson;
        }
    }

    private static Tree tree(Syntax syntax, JsonNode root, Problems problems) {
        if (root instanceof ObjectNode object) {
            return new Tree(syntax, object, problems.found());
        }
        throw new MalformedDefinition(new DefinitionProblem(Severity.ERROR, "", "no object of JSON or YAML"));
    }

    private static boolean isWithinBounds(String text) {
        return text.length() <= DefinitionReader.MAX_BYTES / 3
                || (text.length() <= DefinitionReader.MAX_BYTES
                        && text.getBytes(StandardCharsets.UTF_8).length <= DefinitionReader.MAX_BYTES);
    }

    private static void requireWithinBounds(String text) {
        if (!isWithinBounds(text)) {
            throw new MalformedDefinition(new DefinitionProblem(
                    Severity.ERROR, "", "longer than " + DefinitionReader.MAX_BYTES / 1024 / 1024 + " MB"));
        }
    }

    /**
     * A tree as JSON, indented; where it is deep no further, as that would be most of the text, and not at all if only that
     * makes it longer than a definition may be.
     *
     * @throws Invalid if it is longer even so: a short text in YAML can stand for a long one
     */
    public static String write(JsonNode node) {
        return written(JSON.writer(new DefaultPrettyPrinter().withObjectIndenter(SHALLOW)), node)
                .or(() -> written(JSON.writer(), node))
                .orElseThrow(() -> new Invalid("definition: longer than " + DefinitionReader.MAX_BYTES / 1024 / 1024
                        + " MB when all that its aliases stand for is written out (expected: fewer aliases)"));
    }

    private static Optional<String> written(ObjectWriter writer, JsonNode node) {
        BoundedText text = new BoundedText(DefinitionReader.MAX_BYTES);
        try {
            writer.writeValue(text, node);
        } catch (BoundedText.Full tooLong) {
            return Optional.empty();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return Optional.of(text.toString()).filter(Tree::isWithinBounds);
    }

    /** A new object for a tree. */
    public static ObjectNode object() {
        return NODES.objectNode();
    }
}

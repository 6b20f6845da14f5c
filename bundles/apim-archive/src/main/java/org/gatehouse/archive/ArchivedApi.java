package org.gatehouse.archive;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.archive.ArchiveFiles;
import org.gatehouse.domain.catalog.Definition;
import org.gatehouse.domain.catalog.Thumbnail;
import org.gatehouse.domain.catalog.definition.ParsedDefinition;
import org.gatehouse.domain.catalog.wsdl.MalformedWsdl;
import org.gatehouse.domain.catalog.wsdl.Wsdl;
import org.jspecify.annotations.Nullable;

/**
 * An API as it stands in files.
 *
 * @param definition from which its resources and scopes are
 * @param thumbnail null for none
 * @param wsdl null for none
 * @param sequences those that it names, as far as they are there
 * @param documents in their order
 * @param others files that are not of the API
 */
record ArchivedApi(
        SettingsFile settings,
        ParsedDefinition definition,
        @Nullable Thumbnail thumbnail,
        @Nullable Wsdl wsdl,
        Sequences sequences,
        List<ArchivedDocument> documents,
        Set<String> others) {
    private static final String WSDL = "service.wsdl";
    private static final List<String> DEFINITIONS = List.of("definition.json", "definition.yaml", "definition.yml");

    /** Reads all of it; what is said in the files is not checked by any other rules than their form. */
    static ArchivedApi read(ArchiveFiles files, Function<String, ParsedDefinition> reader) {
        byte[] yaml = files.find(ArchiveFiles.SETTINGS)
                .orElseThrow(() -> new Invalid(ArchiveFiles.SETTINGS
                        + ": not there (expected: the settings of the API, beside " + files + ")"));
        SettingsFile settings = Yaml.read(ArchiveFiles.SETTINGS, yaml, SettingsFile.class);
        Set<String> others = new TreeSet<>(files.names());
        others.remove(ArchiveFiles.SETTINGS);
        String definition = one(DEFINITIONS.stream(), files, others, "definition.json or definition.yaml");
        if (definition == null) {
            throw new Invalid("definition: none (expected: definition.json or definition.yaml)");
        }
        String picture = one(
                files.names().stream().filter(name -> name.matches("thumbnail\\.[a-z]{3,4}")),
                files,
                others,
                "one thumbnail");
        others.remove(WSDL);
        Sequences sequences = Sequences.read(files, settings.mediated());
        sequences.xml().keySet().forEach(direction -> others.remove(Sequences.file(direction)));
        List<ArchivedDocument> documents = new ArrayList<>();
        for (DocumentsFile.Entry entry : entries(files)) {
            documents.add(ArchivedDocument.read(entry, files));
            others.remove(entry.file());
        }
        others.remove(DocumentsFile.NAME);
        return new ArchivedApi(
                settings,
                reader.apply(Yaml.text(definition, files.find(definition).orElseThrow())),
                picture == null ? null : Thumbnail.of(files.find(picture).orElseThrow()),
                wsdl(files, settings),
                sequences,
                documents,
                others);
    }

    private static @Nullable Wsdl wsdl(ArchiveFiles files, SettingsFile settings) {
        byte[] bytes = files.find(WSDL).orElse(null);
        if (bytes == null) {
            return null;
        }
        if (!settings.wsdl().isEmpty()) {
            throw new Invalid(
                    ArchiveFiles.SETTINGS + ": wsdl: " + settings.wsdl() + " (expected: none beside " + WSDL + ")");
        }
        try {
            return Wsdl.of(bytes);
        } catch (MalformedWsdl refused) {
            throw new Invalid(WSDL + ": " + refused.getMessage(), refused);
        }
    }

    private static @Nullable String one(Stream<String> names, ArchiveFiles files, Set<String> others, String expected) {
        List<String> there = names.filter(name -> files.find(name).isPresent()).toList();
        if (there.size() > 1) {
            throw new Invalid(String.join(", ", there) + ": all of them (expected: " + expected + ")");
        }
        others.removeAll(there);
        return there.isEmpty() ? null : there.get(0);
    }

    private static List<DocumentsFile.Entry> entries(ArchiveFiles files) {
        return files.find(DocumentsFile.NAME)
                .map(yaml ->
                        Yaml.read(DocumentsFile.NAME, yaml, DocumentsFile.class).documents())
                .orElseGet(List::of);
    }

    /** The files of an API that is this. */
    static ArchiveFiles files(
            SettingsFile settings,
            Definition definition,
            @Nullable Thumbnail thumbnail,
            @Nullable Wsdl wsdl,
            Sequences sequences,
            List<ArchivedDocument> documents) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(ArchiveFiles.SETTINGS, Yaml.write(settings));
        files.put(
                definition.syntax() == Definition.Syntax.YAML ? "definition.yaml" : "definition.json",
                definition.text().getBytes(StandardCharsets.UTF_8));
        if (thumbnail != null) {
            files.put("thumbnail." + thumbnail.kind().name().toLowerCase(Locale.ROOT), thumbnail.bytes());
        }
        if (wsdl != null) {
            files.put(WSDL, wsdl.bytes());
        }
        sequences
                .xml()
                .forEach(
                        (direction, xml) -> files.put(Sequences.file(direction), xml.getBytes(StandardCharsets.UTF_8)));
        List<DocumentsFile.Entry> entries = new ArrayList<>();
        for (ArchivedDocument document : documents) {
            DocumentsFile.Entry entry = document.entry(entries.size() + 1);
            entries.add(entry);
            if (!entry.file().isEmpty()) {
                files.put(entry.file(), document.content().bytes());
            }
        }
        if (!entries.isEmpty()) {
            files.put(DocumentsFile.NAME, Yaml.write(new DocumentsFile(entries)));
        }
        return ArchiveFiles.of(files);
    }
}

package org.gatehouse.gateway.deployer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.registry.CustomSequences;
import org.gatehouse.domain.registry.CustomSequences.Direction;
import org.gatehouse.domain.registry.Registry;
import org.gatehouse.domain.registry.RegistryFile;
import org.gatehouse.testkit.InMemoryRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With the sequences that ship. */
final class SequenceFilesTest {
    private static final String TENANT = UserName.SUPER_TENANT;

    private final Registry registry = new InMemoryRegistry();
    private final CustomSequences sequences = new CustomSequences(registry);

    @Test
    void theFilesAreOfferedAndAnEditedOneIsLeftAlone() {
        String path = Direction.FAULT.path() + "/json_fault.xml";
        registry.put(TENANT, RegistryFile.ofText(path, "application/xml", "<sequence name=\"mine\"/>"));

        new SequenceFiles(registry, Path.of("../../customsequences"));

        assertThat(sequences.names(TENANT, Direction.FAULT)).containsExactly("mine");
        assertThat(sequences.names(TENANT, Direction.IN)).hasSize(4).contains("preserve_accept_header");
        assertThat(sequences.find(TENANT, Direction.OUT, "apply_accept_header").orElse(""))
                .contains("CLIENT_ACCEPT");
    }

    @Test
    void aFolderThatIsNotThereOffersNothing() {
        new SequenceFiles(registry, Path.of("nowhere"));
        assertThat(sequences.names(TENANT, Direction.IN)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no xml",
                "<endpoint name=\"x\"/>",
                "<sequence/>",
                "<sequence filename=\"x\"/>",
                "<!-- <sequence name=\"x\"/> -->",
                "<sequence><log name=\"x\"/></sequence>",
                "<!DOCTYPE sequence SYSTEM \"file:///etc/passwd\"><sequence name=\"x\"/>"
            })
    void whatIsNoSequenceWithANameIsNotOffered(String text) {
        registry.put(TENANT, RegistryFile.ofText(Direction.IN.path() + "/a.xml", "application/xml", text));
        assertThat(sequences.names(TENANT, Direction.IN)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<sequence name=\"x\"/>",
                "<?xml version=\"1.0\"?><!-- a --><s:sequence xmlns:s=\"http://ws.apache.org/ns/synapse\"\n name = 'x'></s:sequence>"
            })
    void theNameIsFoundHoweverItIsWritten(String text) {
        registry.put(TENANT, RegistryFile.ofText(Direction.IN.path() + "/a.xml", "application/xml", text));
        assertThat(sequences.names(TENANT, Direction.IN)).containsExactly("x");
    }
}

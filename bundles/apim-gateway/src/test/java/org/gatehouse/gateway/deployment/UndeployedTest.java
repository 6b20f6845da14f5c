package org.gatehouse.gateway.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.gatehouse.gateway.testing.TestGateway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UndeployedTest {
    @TempDir
    Path root;

    @Test
    void whatLiesInNoFolderOfOursIsToldOf() throws Exception {
        assertThat(Undeployed.at(root)).isEmpty();
        TestGateway.write(root, "api/a.xml", "<api/>");
        TestGateway.write(root, "tasks/t.xml", "<task/>");
        TestGateway.write(root, "message-stores/m.xml", "<messageStore/>");
        TestGateway.write(root, "synapse.xml", "<definitions><registry/><proxy/><sequence/><proxy/></definitions>");
        assertThat(Undeployed.at(root))
                .containsExactlyInAnyOrder(
                        root.resolve("tasks/t.xml") + " is not deployed: a gateway has no tasks",
                        root.resolve("message-stores/m.xml") + " is not deployed: a gateway has no message stores",
                        root.resolve("synapse.xml")
                                + " is not deployed: proxy, sequence (expected: each in a file of its folder)");
    }

    @Test
    void theDefinitionsOfAFreshHomeAreNoNews() throws Exception {
        TestGateway.write(root, "synapse.xml", "<definitions><registry/><taskManager/></definitions>");
        assertThat(Undeployed.at(root)).isEmpty();
    }

    @Test
    void definitionsThatCannotBeReadAreNamed() throws Exception {
        TestGateway.write(root, "synapse.xml", "<definitions>");
        assertThat(Undeployed.at(root)).singleElement().asString().contains("cannot be read: not well-formed");
    }
}

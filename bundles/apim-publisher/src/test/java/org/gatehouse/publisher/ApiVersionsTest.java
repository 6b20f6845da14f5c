package org.gatehouse.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gatehouse.testkit.Fixtures.NOON;

import java.util.List;
import java.util.Set;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiStatus;
import org.gatehouse.domain.catalog.ApiTaken;
import org.gatehouse.domain.catalog.Definition;
import org.gatehouse.domain.catalog.Document;
import org.gatehouse.domain.catalog.DocumentDetails;
import org.gatehouse.domain.catalog.DocumentDraft;
import org.gatehouse.domain.catalog.DocumentSource;
import org.gatehouse.domain.catalog.DocumentType;
import org.gatehouse.domain.catalog.DocumentVisibility;
import org.gatehouse.domain.catalog.Scope;
import org.gatehouse.domain.catalog.UnknownApi;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.testkit.Fixtures;
import org.gatehouse.testkit.InMemoryDocuments;
import org.junit.jupiter.api.Test;

final class ApiVersionsTest extends PublisherRooms {
    private static final DocumentDetails GUIDE = new DocumentDetails(
            "Guide",
            DocumentType.HOW_TO,
            "",
            "",
            DocumentSource.URL,
            "https://example.com/",
            DocumentVisibility.API_LEVEL);

    private final InMemoryDocuments documents = new InMemoryDocuments(apis);
    private final ApiVersions versions = new ApiVersions(apis, documents, editing, registry);

    @Test
    void aNewVersionHasAllThatTheOldOneHas() {
        Definition written = new Definition("{}", Definition.Syntax.JSON, Definition.Kind.SWAGGER_2);
        editing.create(
                ADMIN,
                draft(V1, "/phone")
                        .withScopes(List.of(new Scope("pay", "Pay", "", Set.of("cashier"))))
                        .withDefinition(written));
        lifecycle.setStatus(ADMIN, V1, StatusChange.to(ApiStatus.PUBLISHED));
        documents.add(V1, new DocumentDraft(GUIDE, null, NOON, Fixtures.ADMIN));

        Api copy = versions.copy(OTHER, V1, "2.0.0", true);

        Api source = apis.find(V1).orElseThrow();
        assertThat(copy)
                .isEqualTo(source.withId(V2)
                        .withStatus(ApiStatus.CREATED)
                        .withDefaultVersion(true)
                        .withLastUpdated(copy.lastUpdated())
                        .withLastUpdatedBy(BOTH2)
                        .withRevision(1));
        assertThat(apis.find(V2)).contains(copy);
        assertThat(apis.definition(V2)).contains(written);
        assertThat(documents.of(V2)).extracting(Document::name).containsExactly("Guide");
        assertThat(gateway.has(V2)).isFalse();
    }

    @Test
    void whatCannotBeCopiedIsTold() {
        editing.create(ADMIN, draft(V1, "/phone"));
        editing.create(ADMIN, draft(V2, "/phone"));

        assertThatThrownBy(() -> versions.copy(ADMIN, V1, "2.0.0", false)).isInstanceOf(ApiTaken.class);
        assertThatThrownBy(() -> versions.copy(ADMIN, V1, "3/0", false)).isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> versions.copy(ADMIN, new ApiId(Fixtures.ADMIN, "Phone", "9"), "3.0.0", false))
                .isInstanceOf(UnknownApi.class);
        Caller publisher = new Caller(Fixtures.ADMIN, Set.of(), Set.of(Permission.PUBLISH_APIS.path()));
        assertThatThrownBy(() -> versions.copy(publisher, V1, "3.0.0", false)).isInstanceOf(Forbidden.class);
        Caller stranger =
                new Caller(UserName.parse("eve@example.com"), Set.of(), Set.of(Permission.CREATE_APIS.path()));
        assertThatThrownBy(() -> versions.copy(stranger, V1, "3.0.0", false)).isInstanceOf(UnknownApi.class);
        assertThat(apis.versions(Fixtures.ADMIN, "Phone")).hasSize(2);
    }
}

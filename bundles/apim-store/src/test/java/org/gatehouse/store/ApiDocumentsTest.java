package org.gatehouse.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiStatus;
import org.gatehouse.domain.catalog.Document;
import org.gatehouse.domain.catalog.DocumentContent;
import org.gatehouse.domain.catalog.DocumentDetails;
import org.gatehouse.domain.catalog.DocumentDraft;
import org.gatehouse.domain.catalog.DocumentSource;
import org.gatehouse.domain.catalog.DocumentType;
import org.gatehouse.domain.catalog.DocumentVisibility;
import org.gatehouse.domain.catalog.UnknownApi;
import org.gatehouse.domain.catalog.UnknownDocument;
import org.gatehouse.domain.catalog.Visibility;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.testkit.Fixtures;
import org.gatehouse.testkit.InMemoryApis;
import org.gatehouse.testkit.InMemoryDocuments;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who reads what; each level of an API and of a document is held by the domain's own test. */
class ApiDocumentsTest {
    private static final Caller BOB = caller("bob", "plain", Permission.SUBSCRIBE);
    private static final Caller VIP = caller("vera", "vip", Permission.SUBSCRIBE);
    private static final Caller PROVIDER = Fixtures.ADMIN_CALLER;
    private static final Caller ELSEWHERE = caller("eve@a.com", "vip", Permission.CREATE_APIS);

    private final InMemoryApis apis = new InMemoryApis();
    private final InMemoryDocuments documents = new InMemoryDocuments(apis);
    private final ApiDocuments room = new ApiDocuments(new Catalogue(apis, false, false), documents);

    @BeforeEach
    void anApiWithADocumentOfEachLevel() {
        apis.add(Fixtures.phoneVerification(), Fixtures.creation());
        for (DocumentVisibility level : DocumentVisibility.values()) {
            DocumentDetails details =
                    new DocumentDetails(level.name(), DocumentType.HOW_TO, "", "", DocumentSource.INLINE, "", level);
            DocumentContent text = DocumentContent.ofText(DocumentContent.MARKDOWN, "of " + level);
            documents.add(Fixtures.PHONE_ID, new DocumentDraft(details, text, Fixtures.NOON, Fixtures.ADMIN));
        }
    }

    @Test
    void ofAPublicApiStrangersReadWhatIsForAllAndUsersWhatIsTheirs() {
        assertThat(names(null)).containsExactly("API_LEVEL");
        assertThat(names(ELSEWHERE)).containsExactly("API_LEVEL");
        assertThat(names(BOB)).containsExactly("API_LEVEL", "PRIVATE");
        assertThat(names(PROVIDER)).as("in the store a provider is a reader").containsExactly("API_LEVEL", "PRIVATE");
    }

    @Test
    void ofAnApiThatIsNotSeenNothingIsRead() {
        show(new Visibility(Visibility.Level.RESTRICTED, Set.of("vip")), ApiStatus.PUBLISHED);
        for (Caller caller : new Caller[] {null, ELSEWHERE, BOB}) {
            assertThatThrownBy(() -> names(caller)).isInstanceOf(UnknownApi.class);
            assertThatThrownBy(() -> text(caller, "API_LEVEL")).isInstanceOf(UnknownApi.class);
        }
        assertThat(names(VIP)).containsExactly("API_LEVEL", "PRIVATE");
        show(Visibility.PUBLIC, ApiStatus.RETIRED);
        assertThatThrownBy(() -> names(VIP)).isInstanceOf(UnknownApi.class);
    }

    @Test
    void contentIsReadByWhoReadsTheDocument() {
        assertThat(text(null, "API_LEVEL")).isEqualTo("of API_LEVEL");
        assertThat(text(BOB, "PRIVATE")).isEqualTo("of PRIVATE");
        assertThatThrownBy(() -> text(null, "PRIVATE")).isInstanceOf(UnknownDocument.class);
        assertThatThrownBy(() -> text(ELSEWHERE, "PRIVATE")).isInstanceOf(UnknownDocument.class);
        assertThatThrownBy(() -> text(PROVIDER, "OWNER_ONLY")).isInstanceOf(UnknownDocument.class);
        assertThatThrownBy(() -> room.content(BOB, Fixtures.PHONE_ID, -1)).isInstanceOf(UnknownDocument.class);
    }

    @Test
    void textsAreReadTogetherUpToABound() {
        assertThat(room.texts(BOB, Fixtures.PHONE_ID, 1_000).values())
                .containsExactlyInAnyOrder("of API_LEVEL", "of PRIVATE");
        assertThat(room.texts(BOB, Fixtures.PHONE_ID, 12).values()).containsExactly("of API_LEVEL");
        assertThat(room.texts(null, Fixtures.PHONE_ID, 1_000).values()).containsExactly("of API_LEVEL");
    }

    private void show(Visibility visibility, ApiStatus status) {
        List<Document> before = documents.of(Fixtures.PHONE_ID);
        Api old = apis.find(Fixtures.PHONE_ID).orElseThrow();
        apis.update(new Api(
                old.id(),
                old.contextTemplate(),
                old.status(),
                old.description(),
                visibility,
                old.availability(),
                old.backend(),
                old.transports(),
                old.tiers(),
                old.resources(),
                old.scopes(),
                old.mediation(),
                old.defaultVersion(),
                old.environments(),
                old.original(),
                old.lastUpdated(),
                old.lastUpdatedBy(),
                old.revision()));
        apis.move(
                old.id(),
                old.revision() + 1,
                new org.gatehouse.domain.catalog.Transition(old.status(), status, Fixtures.ADMIN, Fixtures.NOON));
        assertThat(documents.of(Fixtures.PHONE_ID)).isEqualTo(before);
    }

    private List<String> names(@Nullable Caller caller) {
        return room.of(caller, Fixtures.PHONE_ID).stream().map(Document::name).toList();
    }

    private String text(@Nullable Caller caller, String name) {
        long number = documents.find(Fixtures.PHONE_ID, name).orElseThrow().number();
        return room.content(caller, Fixtures.PHONE_ID, number).text();
    }

    private static Caller caller(String user, String role, Permission permission) {
        return new Caller(UserName.parse(user), Set.of(role), Set.of(permission.path()));
    }
}

package org.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gatehouse.testkit.Fixtures.ADMIN;
import static org.gatehouse.testkit.Fixtures.NOON;
import static org.gatehouse.testkit.Fixtures.PHONE_ID;
import static org.gatehouse.testkit.Fixtures.TENANT;
import static org.gatehouse.testkit.Fixtures.api;
import static org.gatehouse.testkit.Fixtures.creation;
import static org.gatehouse.testkit.Fixtures.phoneVerification;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.gatehouse.domain.Changed;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.Page;
import org.gatehouse.domain.PageRequest;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiQuery;
import org.gatehouse.domain.catalog.ApiResource;
import org.gatehouse.domain.catalog.ApiStatus;
import org.gatehouse.domain.catalog.ApiSummary;
import org.gatehouse.domain.catalog.Apis;
import org.gatehouse.domain.catalog.AuthType;
import org.gatehouse.domain.catalog.Availability;
import org.gatehouse.domain.catalog.Backend;
import org.gatehouse.domain.catalog.Contact;
import org.gatehouse.domain.catalog.Definition;
import org.gatehouse.domain.catalog.Definition.Kind;
import org.gatehouse.domain.catalog.Definition.Syntax;
import org.gatehouse.domain.catalog.Description;
import org.gatehouse.domain.catalog.Endpoints;
import org.gatehouse.domain.catalog.Endpoints.Balancing;
import org.gatehouse.domain.catalog.Endpoints.Retries;
import org.gatehouse.domain.catalog.Endpoints.Settings;
import org.gatehouse.domain.catalog.Endpoints.Sides;
import org.gatehouse.domain.catalog.Endpoints.Suspension;
import org.gatehouse.domain.catalog.Endpoints.Target;
import org.gatehouse.domain.catalog.Endpoints.Timeout;
import org.gatehouse.domain.catalog.Mediation;
import org.gatehouse.domain.catalog.Original;
import org.gatehouse.domain.catalog.Scope;
import org.gatehouse.domain.catalog.SearchTerm;
import org.gatehouse.domain.catalog.TagCount;
import org.gatehouse.domain.catalog.Transition;
import org.gatehouse.domain.catalog.Viewer;
import org.gatehouse.domain.catalog.Visibility;
import org.gatehouse.domain.identity.UserName;
import org.junit.jupiter.api.Test;

/** What every {@link Apis} does. */
public abstract class ApisContract {
    private static final ApiId NEXT_ID = new ApiId(ADMIN, "PhoneVerification", "2.0.0");

    /** The empty port under test, the same one throughout a test. */
    protected abstract Apis apis();

    @Test
    void whatIsAddedIsFoundByIdAndByContext() {
        Api phone = phoneVerification();

        apis().add(phone, creation());

        assertThat(apis().find(PHONE_ID)).contains(phone);
        assertThat(apis().findByContext("/phone/1.0.0")).contains(phone);
        assertThat(apis().findByContext("/phone/{version}")).isEmpty();
        assertThat(apis().history(PHONE_ID)).containsExactly(creation());
    }

    @Test
    void theScopeThatGuardsAResourceIsFound() {
        apis().add(phoneVerification(), creation());

        assertThat(apis().scopeOf("/phone/1.0.0", "/CheckPhoneNumber", "POST")).contains("check");
        assertThat(apis().scopeOf("/phone/1.0.0", "/CheckPhoneNumber", "GET")).isEmpty();
        assertThat(apis().scopeOf("/phone/1.0.0", "/other", "POST")).isEmpty();
        assertThat(apis().scopeOf("/phone/2.0.0", "/CheckPhoneNumber", "POST")).isEmpty();
    }

    @Test
    void unknownApiIsNotFound() {
        assertThat(apis().find(PHONE_ID)).isEmpty();
        assertThat(apis().findByContext("/phone/1.0.0")).isEmpty();
        assertThat(apis().history(PHONE_ID)).isEmpty();
        assertThatThrownBy(() -> apis().update(phoneVerification())).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> apis().move(PHONE_ID, 1, creation())).isInstanceOf(NotFound.class);
        apis().remove(PHONE_ID);
    }

    @Test
    void sameApiTwiceIsAConflict() {
        apis().add(phoneVerification(), creation());

        assertThatThrownBy(() -> apis().add(api(PHONE_ID, "/other/{version}"), creation()))
                .isInstanceOf(Conflict.class);
        assertThat(apis().findByContext("/phone/1.0.0")).isPresent();
        assertThat(apis().findByContext("/other/1.0.0")).isEmpty();
    }

    @Test
    void versionsShareATemplateAndOtherApisDoNot() {
        apis().add(phoneVerification(), creation());
        apis().add(api(NEXT_ID, "/phone/{version}"), creation());

        assertThat(apis().versions(ADMIN, "PhoneVerification"))
                .extracting(Api::id)
                .containsExactly(PHONE_ID, NEXT_ID);
        assertThatThrownBy(() -> apis().add(api(new ApiId(ADMIN, "Fax", "3.0.0"), "/phone/{version}"), creation()))
                .isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> apis().add(api(new ApiId(ADMIN, "Fax", "3.0.0"), "/phone/1.0.0"), creation()))
                .isInstanceOf(Conflict.class);
        assertThat(apis().all()).hasSize(2);
    }

    @Test
    void versionsAreFromTheOldestOnHoweverTheyCame() {
        List<ApiId> inOrder = Stream.of("1.9-rc1", "1.9", "1.10")
                .map(version -> new ApiId(ADMIN, "PhoneVerification", version))
                .toList();
        for (int i : new int[] {2, 0, 1}) {
            apis().add(api(inOrder.get(i), "/phone/{version}"), creation());
        }
        assertThat(apis().versions(ADMIN, "PhoneVerification"))
                .extracting(Api::id)
                .containsExactlyElementsOf(inOrder);
        assertThat(apis().all()).extracting(Api::id).containsExactlyElementsOf(inOrder);
        assertThat(apis().list(ApiQuery.of(TENANT))).extracting(ApiSummary::id).containsExactlyElementsOf(inOrder);
    }

    @Test
    void listsAreInTheOrderOfNamesAndVersionsWhateverTheseAre() {
        List<ApiId> all = new ArrayList<>();
        for (String name : List.of("a", "aa", "a.b", "a_b", "B", "Zebra", "\u00fcber", "z")) {
            for (String version :
                    List.of("1", "1.0", "1-0", "01", "1.0.0-beta", "1.0.0-RC1", "v2", "10", "9.9", "2a")) {
                all.add(new ApiId(ADMIN, name, version));
            }
        }
        List<ApiId> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, new Random(7));
        for (ApiId id : shuffled) {
            apis().add(api(id, "/" + all.indexOf(id)), creation());
        }
        all.sort(ApiId.BY_NAME);

        assertThat(apis().list(ApiQuery.of(TENANT))).extracting(ApiSummary::id).containsExactlyElementsOf(all);
    }

    @Test
    void aPageIsAPartOfTheListWithTheLengthOfTheWhole() {
        for (int i = 10; i < 40; i++) {
            apis().add(api(new ApiId(ADMIN, "Api" + i, "1"), "/api" + i), creation());
        }

        Page<ApiSummary> middle = apis().page(ApiQuery.of(TENANT), new PageRequest(10, 5));
        assertThat(middle.items())
                .extracting(found -> found.id().name())
                .containsExactly("Api20", "Api21", "Api22", "Api23", "Api24");
        assertThat(middle.total()).isEqualTo(30);
        assertThat(apis().page(ApiQuery.of(TENANT), new PageRequest(28, 5)).items())
                .hasSize(2);
        apis().remove(new ApiId(ADMIN, "Api15", "1"));
        Page<ApiSummary> later = apis().page(ApiQuery.of(TENANT), new PageRequest(10, 1));
        assertThat(later.total()).isEqualTo(29);
        assertThat(later.items()).extracting(found -> found.id().name()).containsExactly("Api21");
    }

    @Test
    void listsComeInTheOrderThatIsAskedFor() {
        changed("Alpha", ApiStatus.PUBLISHED, 1);
        changed("Beta", ApiStatus.BLOCKED, 3);
        changed("Gamma", ApiStatus.PUBLISHED, 2);
        changed("Delta", ApiStatus.CREATED, 3);
        ApiQuery all = ApiQuery.of(TENANT);

        assertThat(found(all)).extracting(ApiId::name).containsExactly("Alpha", "Beta", "Delta", "Gamma");
        assertThat(found(all.by(ApiQuery.Order.STATUS)))
                .extracting(ApiId::name)
                .containsExactly("Beta", "Delta", "Alpha", "Gamma");
        assertThat(found(all.by(ApiQuery.Order.CHANGED)))
                .extracting(ApiId::name)
                .containsExactly("Beta", "Delta", "Gamma", "Alpha");
        assertThat(apis().page(all.by(ApiQuery.Order.CHANGED), new PageRequest(1, 2))
                        .items())
                .extracting(found -> found.id().name())
                .containsExactly("Delta", "Gamma");
        assertThat(found(all.in(EnumSet.of(ApiStatus.PUBLISHED)).by(ApiQuery.Order.CHANGED)))
                .extracting(ApiId::name)
                .containsExactly("Gamma", "Alpha");
        assertThat(found(all.from(ADMIN).with("LPHA", "").by(ApiQuery.Order.STATUS)))
                .extracting(ApiId::name)
                .containsExactly("Alpha");
        assertThat(found(all.from(new UserName(TENANT, "joe")))).isEmpty();
    }

    @Test
    void tagsAreThoseOfWhatAQueryFinds() {
        ApiQuery all = ApiQuery.of(TENANT);
        assertThat(apis().tags(all, 8)).isEmpty();
        tagged("One", "b", "a");
        tagged("Two", "b", "c");
        tagged("Three", "b", "c");
        assertThat(apis().tags(all, 8))
                .containsExactly(new TagCount("b", 3), new TagCount("c", 2), new TagCount("a", 1));
        assertThat(apis().tags(all, 2)).containsExactly(new TagCount("b", 3), new TagCount("c", 2));
        assertThat(apis().tags(all.with("/one", ""), 8)).containsExactly(new TagCount("a", 1), new TagCount("b", 1));
        Viewer anybody = new Viewer(false, false, Set.of());
        assertThat(apis().tags(all.seenBy(anybody, EnumSet.of(ApiStatus.PUBLISHED), true), 1))
                .containsExactly(new TagCount("b", 3));
        assertThat(apis().tags(all.in(EnumSet.of(ApiStatus.RETIRED)), 8)).isEmpty();

        apis().remove(new ApiId(ADMIN, "Two", "1"));

        assertThat(apis().tags(all, 1)).containsExactly(new TagCount("b", 2));
    }

    private void tagged(String name, String... tags) {
        Api like = api(new ApiId(ADMIN, name, "1"), "/" + name);
        apis().add(
                        like.withDescription(
                                new Description("", List.of(tags), "", "", "", Contact.NONE, Contact.NONE)),
                        creation());
    }

    private void changed(String name, ApiStatus status, int seconds) {
        Api like = api(new ApiId(ADMIN, name, "1"), "/" + name);
        apis().add(like.withStatus(status).withLastUpdated(NOON.plusSeconds(seconds)), creation());
    }

    @Test
    void aSummaryShowsWhatIsStored() {
        apis().add(phoneVerification(), creation());

        assertThat(apis().list(ApiQuery.of(TENANT))).containsExactly(ApiSummary.of(phoneVerification(), 0));
    }

    @Test
    void aQueryFindsByEachOfItsParts() {
        ApiId fax = new ApiId(ADMIN, "Fax_100%", "1.0");
        apis().add(phoneVerification(), creation());
        apis().add(api(fax, "/fax"), creation());
        apis().move(fax, 1, new Transition(ApiStatus.PUBLISHED, ApiStatus.RETIRED, ADMIN, NOON));
        ApiQuery all = ApiQuery.of(TENANT);

        assertThat(found(ApiQuery.versions(ADMIN, "PhoneVerification"))).containsExactly(PHONE_ID);
        assertThat(found(ApiQuery.versions(new UserName(TENANT, "joe"), "PhoneVerification")))
                .isEmpty();
        assertThat(found(all.with("OneVeri", ""))).containsExactly(PHONE_ID);
        assertThat(found(all.with("\u00dcBERALL", ""))).containsExactly(fax, PHONE_ID);
        assertThat(found(all.with("x_1", ""))).containsExactly(fax);
        assertThat(found(all.with("0%", ""))).containsExactly(fax);
        assertThat(found(all.with("%", ""))).containsExactly(fax);
        assertThat(found(all.with("o_e", ""))).isEmpty();
        assertThat(found(all.with("", "phone"))).containsExactly(fax, PHONE_ID);
        assertThat(found(all.with("", "hone"))).isEmpty();
        Viewer anybody = new Viewer(false, false, Set.of());
        assertThat(found(all.seenBy(anybody, EnumSet.of(ApiStatus.PUBLISHED), false)))
                .containsExactly(PHONE_ID);
        assertThat(found(all.seenBy(anybody, EnumSet.of(ApiStatus.RETIRED), false)))
                .containsExactly(fax);
    }

    @Test
    void aTextIsLookedForInEveryPlaceThatPeopleRead() {
        ApiId fax = new ApiId(ADMIN, "Fax", "7.25");
        apis().add(phoneVerification(), creation());
        apis().add(api(fax, "/copies/{version}"), creation());
        apis().move(fax, 1, new Transition(ApiStatus.PUBLISHED, ApiStatus.RETIRED, ADMIN, NOON));
        ApiQuery all = ApiQuery.of(TENANT);

        assertThat(found(all.with("7.2", ""))).containsExactly(fax);
        assertThat(found(all.with("pies/7", ""))).containsExactly(fax);
        assertThat(found(all.with("admin", ""))).containsExactly(fax, PHONE_ID);
        assertThat(found(all.with("checknum", ""))).containsExactly(fax, PHONE_ID);
        assertThat(found(all.with("retire", ""))).containsExactly(fax);
        assertThat(found(all.with("PUBLISHED", ""))).containsExactly(PHONE_ID);
        assertThat(found(all.with("/CheckPhone", ""))).containsExactly(fax, PHONE_ID);
        assertThat(found(all.with("/checkfax", ""))).isEmpty();
    }

    @Test
    void aTermIsLookedForInItsPlaceOnly() {
        ApiId fax = new ApiId(new UserName(TENANT, "phone-people"), "Fax", "7.25");
        apis().add(phoneVerification(), creation());
        Api like = api(fax, "/copies/{version}");
        apis().add(
                        like.withDescription(new Description(
                                "Paper, in\ncolour",
                                List.of("old machines", "sheets"),
                                "",
                                "",
                                "",
                                Contact.NONE,
                                Contact.NONE)),
                        creation());
        apis().move(fax, 1, new Transition(ApiStatus.PUBLISHED, ApiStatus.RETIRED, ADMIN, NOON));

        assertThat(typed("phone")).containsExactly(fax, PHONE_ID);
        assertThat(typed("name:PHONE")).containsExactly(PHONE_ID);
        assertThat(typed("provider:phone")).containsExactly(fax);
        assertThat(typed("provider:phone name:fax version:7.2 context:pies/7 status:ret tags:sheet"))
                .containsExactly(fax);
        assertThat(typed("provider:phone name:fax version:7.2 context:pies/7 status:publ tags:sheet"))
                .isEmpty();
        assertThat(typed("description:paper")).containsExactly(fax);
        assertThat(typed("\"in colour\"")).containsExactly(fax);
        assertThat(typed("colour paper")).containsExactly(fax);
        assertThat(typed("colour nothing")).isEmpty();
        assertThat(typed("tag:\"old machines\"")).containsExactly(fax);
        assertThat(typed("tag:\"machines\nsheets\"")).isEmpty();
        assertThat(typed("subcontext:/checkphone")).containsExactly(fax, PHONE_ID);
        for (String elsewhere : List.of(
                "name:admin",
                "provider:fax",
                "version:/",
                "context:fax",
                "description:sheets",
                "tag:paper",
                "subcontext:copies",
                "status:fax",
                "doc:fax",
                "name:%",
                "name:_ax")) {
            assertThat(typed(elsewhere)).as(elsewhere).isEmpty();
        }
    }

    private List<ApiId> typed(String line) {
        return found(ApiQuery.of(TENANT).typed(line, ""));
    }

    @Test
    void aTextMayHaveWhateverLengthAndCharacters() {
        apis().add(phoneVerification(), creation());
        ApiQuery all = ApiQuery.of(TENANT);

        for (String part :
                List.of("V", "Ve", "Ver", "Veri", "Verif", "Verification", ";", "; ", "; <b>", "\u00fc", "\u00dcb")) {
            assertThat(found(all.with(part, ""))).as(part).containsExactly(PHONE_ID);
        }
        for (String part : List.of(
                "*",
                "?",
                "\"",
                "\\",
                "ph*",
                "[a-z]",
                "NOT",
                "name:Phone",
                "\ud835",
                "\n\n",
                "x".repeat(SearchTerm.MOST_OF_TEXT))) {
            assertThat(found(all.with(part, ""))).as(part).isEmpty();
        }
    }

    @Test
    void whatIsFoundFollowsWhatIsChanged() {
        Api phone = phoneVerification();
        apis().add(phone, creation());
        Api silent = phone.withContextTemplate("/telephone/{version}").withDescription(Description.NONE);

        assertThat(found(ApiQuery.of(TENANT).with("really", ""))).containsExactly(PHONE_ID);

        apis().update(silent);

        assertThat(found(ApiQuery.of(TENANT).with("really", ""))).isEmpty();
        assertThat(found(ApiQuery.of(TENANT).with("/telephone", ""))).containsExactly(PHONE_ID);
        assertThat(found(ApiQuery.of(TENANT).with("", "phone"))).isEmpty();
        assertThat(apis().contextTaken(TENANT, "/phone")).isFalse();
        assertThat(apis().contextTaken(TENANT, "/telephone")).isTrue();
        apis().remove(PHONE_ID);
        assertThat(found(ApiQuery.of(TENANT).with("/telephone", ""))).isEmpty();
    }

    @Test
    void aViewerFindsWhatTheirRolesShow() {
        visible("Public", Visibility.PUBLIC);
        visible("Private", new Visibility(Visibility.Level.PRIVATE, Set.of()));
        visible("Restricted", new Visibility(Visibility.Level.RESTRICTED, Set.of("gold", "sil_er")));
        visible("Controlled", new Visibility(Visibility.Level.CONTROLLED, Set.of()));

        assertThat(seen(new Viewer(false, false, Set.of("gold")))).containsExactly("Public");
        assertThat(seen(new Viewer(true, false, Set.of()))).containsExactly("Private", "Public");
        assertThat(seen(new Viewer(true, false, Set.of("old", "silver")))).containsExactly("Private", "Public");
        assertThat(seen(new Viewer(true, false, Set.of("x", "sil_er"))))
                .containsExactly("Private", "Public", "Restricted");
        assertThat(seen(new Viewer(true, true, Set.of())))
                .containsExactly("Controlled", "Private", "Public", "Restricted");
    }

    private void visible(String name, Visibility visibility) {
        Api like = api(new ApiId(ADMIN, name, "1"), "/" + name);
        apis().add(like.withVisibility(visibility), creation());
    }

    private List<String> seen(Viewer viewer) {
        return found(ApiQuery.of(TENANT).seenBy(viewer, EnumSet.of(ApiStatus.PUBLISHED), true)).stream()
                .map(ApiId::name)
                .toList();
    }

    private List<ApiId> found(ApiQuery query) {
        List<ApiId> listed = apis().list(query).stream().map(ApiSummary::id).toList();
        Page<ApiSummary> page = apis().page(query, PageRequest.first(100));
        assertThat(page.items()).extracting(ApiSummary::id).isEqualTo(listed);
        assertThat(page.total()).isEqualTo(listed.size());
        return listed;
    }

    @Test
    void theNewestVersionIsThatOfThoseAllowed() {
        apis().add(phoneVerification(), creation());
        apis().add(api(NEXT_ID, "/phone/{version}"), creation());
        ApiQuery newest =
                ApiQuery.of(TENANT).seenBy(new Viewer(true, true, Set.of()), EnumSet.of(ApiStatus.PUBLISHED), true);

        assertThat(found(newest)).containsExactly(NEXT_ID);
        apis().move(NEXT_ID, 1, new Transition(ApiStatus.PUBLISHED, ApiStatus.BLOCKED, ADMIN, NOON));
        assertThat(found(newest)).containsExactly(PHONE_ID);
    }

    @Test
    void namesAreTakenInAnyCaseAndContextsWithoutAVersion() {
        apis().add(phoneVerification(), creation());

        assertThat(apis().nameTaken(TENANT, "phoneVERIFICATION")).isTrue();
        assertThat(apis().nameTaken(TENANT, "phone")).isFalse();
        assertThat(apis().nameTaken("example.com", "PhoneVerification")).isFalse();
        assertThat(apis().contextTaken(TENANT, "/phone")).isTrue();
        assertThat(apis().contextTaken(TENANT, "/phone/1.0.0")).isFalse();
        assertThat(apis().contextTaken("example.com", "/phone")).isFalse();
    }

    @Test
    void aroundAPathAreThoseAtItAndBelow() {
        apis().add(phoneVerification(), creation());
        ApiId below = new ApiId(ADMIN, "Below", "1");
        apis().add(api(below, "/a/b/c"), creation());
        apis().add(api(new ApiId(ADMIN, "Beside", "1"), "/a/bc"), creation());

        assertThat(around(Set.of("/phone"), "/x")).containsExactly(PHONE_ID);
        assertThat(around(Set.of("/phone/1.0.0"), "/x")).containsExactly(PHONE_ID);
        assertThat(around(Set.of("/phone/1.0.0", "/a/b/c"), "/phone")).containsExactlyInAnyOrder(PHONE_ID, below);
        assertThat(around(Set.of("/a"), "/a/b")).containsExactly(below);
        assertThat(around(Set.of("/a"), "/a/b/c")).isEmpty();
        assertThat(apis().around("example.com", Set.of("/phone"), "/x")).isEmpty();
    }

    private List<ApiId> around(Set<String> paths, String above) {
        return apis().around(TENANT, paths, above).stream().map(ApiSummary::id).toList();
    }

    @Test
    void whoOffersATierAndWhatItLimitsIsKnown() {
        apis().add(phoneVerification(), creation());

        assertThat(apis().offering(TENANT, "Gold")).containsExactly(PHONE_ID);
        assertThat(apis().offering(TENANT, "Gol")).isEmpty();
        assertThat(apis().offering(TENANT, "Gol_")).isEmpty();
        assertThat(apis().offering("example.com", "Gold")).isEmpty();
        assertThat(apis().limitedBy(TENANT, "Gold"))
                .isEqualTo(
                        Map.of(PHONE_ID, List.of(phoneVerification().resources().get(1))));
        assertThat(apis().limitedBy(TENANT, "Silver")).isEmpty();
        assertThat(apis().limitedBy("example.com", "Gold")).isEmpty();
    }

    @Test
    void allAreByNameAndVersionAndByTenant() {
        ApiId fax = new ApiId(ADMIN, "Fax", "1.0");
        apis().add(api(NEXT_ID, "/phone/{version}"), creation());
        apis().add(phoneVerification(), creation());
        apis().add(api(fax, "/fax"), creation());

        assertThat(apis().list(ApiQuery.of(TENANT))).extracting(ApiSummary::id).containsExactly(fax, PHONE_ID, NEXT_ID);
        assertThat(apis().all()).extracting(Api::id).containsExactly(fax, PHONE_ID, NEXT_ID);
        assertThat(apis().list(ApiQuery.of("nobody.example.com"))).isEmpty();
    }

    @Test
    void updateReplacesAllButTheStatus() {
        apis().add(phoneVerification(), creation());
        Api changed = new Api(
                PHONE_ID,
                "/telephone/{version}",
                ApiStatus.RETIRED,
                Description.NONE,
                new Visibility(Visibility.Level.RESTRICTED, Set.of("admin", "creator")),
                new Availability(Availability.Level.SPECIFIC_TENANTS, Set.of("example.com")),
                new Backend(balanced(), Backend.Implementation.INLINE, true, "joe", "secret"),
                Set.of("https"),
                List.of("Bronze"),
                List.of(new ApiResource("/*", "GET", AuthType.APPLICATION, "Bronze", null, "mc.setProperty('a');")),
                List.of(),
                new Mediation("in", "out", "fault", true, 60, true),
                true,
                Set.of(),
                new Original("https://far.example.com/store", "bob@far.example.com"),
                NOON.plusSeconds(1),
                null,
                1);

        apis().update(changed);

        assertThat(apis().find(PHONE_ID))
                .contains(changed.withStatus(ApiStatus.PUBLISHED).withRevision(2));
        assertThat(apis().findByContext("/phone/1.0.0")).isEmpty();
        assertThat(apis().findByContext("/telephone/1.0.0")).isPresent();
    }

    @Test
    void updateToTheContextOfAnotherIsAConflict() {
        ApiId fax = new ApiId(ADMIN, "Fax", "1.0");
        apis().add(phoneVerification(), creation());
        apis().add(api(fax, "/fax"), creation());

        assertThatThrownBy(() -> apis().update(api(fax, "/phone/{version}"))).isInstanceOf(Conflict.class);
        assertThat(apis().find(fax).map(Api::context)).contains("/fax");
    }

    @Test
    void moveSetsTheStatusAndKeepsTheHistory() {
        apis().add(phoneVerification(), creation());
        Transition retirement = new Transition(
                ApiStatus.PUBLISHED, ApiStatus.RETIRED, new UserName("example.com", "joe@mail"), NOON.plusSeconds(9));

        apis().move(PHONE_ID, 1, retirement);

        assertThat(apis().find(PHONE_ID))
                .contains(phoneVerification().withStatus(ApiStatus.RETIRED).withRevision(2));
        assertThat(apis().history(PHONE_ID)).containsExactly(creation(), retirement);
    }

    @Test
    void ofTwoChangesFromOneReadingTheSecondIsToldAndNothingOfItIsStored() {
        apis().add(phoneVerification(), creation());
        Api read = apis().find(PHONE_ID).orElseThrow();
        assertThat(read.revision()).isEqualTo(1);
        apis().update(withTiers(read, "Bronze"));

        assertThatThrownBy(() -> apis().update(withTiers(read, "Silver")))
                .isInstanceOfSatisfying(
                        Changed.class, told -> assertThat(told.revision()).isEqualTo(2));

        assertThat(apis().find(PHONE_ID)).contains(withTiers(read, "Bronze").withRevision(2));
        assertThat(apis().list(ApiQuery.of(TENANT)))
                .containsExactly(ApiSummary.of(withTiers(read, "Bronze").withRevision(2), 0));
        apis().update(withTiers(read, "Silver").withRevision(2));
        assertThat(apis().find(PHONE_ID)).contains(withTiers(read, "Silver").withRevision(3));
    }

    @Test
    void aStepIsAChangeLikeAnother() {
        apis().add(phoneVerification(), creation());
        Api read = apis().find(PHONE_ID).orElseThrow();
        Transition blocked = new Transition(ApiStatus.PUBLISHED, ApiStatus.BLOCKED, ADMIN, NOON);
        apis().move(PHONE_ID, 1, blocked);

        assertThatThrownBy(() -> apis().update(withTiers(read, "Bronze"))).isInstanceOf(Changed.class);
        assertThatThrownBy(() ->
                        apis().move(PHONE_ID, 1, new Transition(ApiStatus.PUBLISHED, ApiStatus.RETIRED, ADMIN, NOON)))
                .isInstanceOf(Changed.class);

        assertThat(apis().find(PHONE_ID))
                .contains(read.withStatus(ApiStatus.BLOCKED).withRevision(2));
        assertThat(apis().history(PHONE_ID)).containsExactly(creation(), blocked);
    }

    private static Api withTiers(Api api, String... tiers) {
        return api.withTiers(List.of(tiers));
    }

    @Test
    void aDefinitionIsKeptAsItWasWrittenUntilThereIsAnother() {
        Definition json =
                new Definition("{\"swagger\" :\t\"2.0\"}\r\n \u00e4\u20ac\ud83d\ude00", Syntax.JSON, Kind.SWAGGER_2);
        Definition yaml = new Definition("openapi: 3.1.0\n" + "#".repeat(200_000), Syntax.YAML, Kind.OPENAPI_3_1);
        apis().add(phoneVerification(), creation(), json);
        apis().add(api(NEXT_ID, "/phone/{version}"), creation());

        assertThat(apis().definition(PHONE_ID)).contains(json);
        assertThat(apis().definition(NEXT_ID)).isEmpty();
        apis().update(phoneVerification());
        assertThat(apis().definition(PHONE_ID)).contains(json);
        apis().update(phoneVerification().withRevision(2), yaml);
        assertThat(apis().definition(PHONE_ID)).contains(yaml);
    }

    @Test
    void ofAChangeThatIsNotStoredTheDefinitionIsNotEither() {
        Definition written = new Definition("{}", Syntax.JSON, Kind.SWAGGER_2);
        apis().add(phoneVerification(), creation());

        assertThatThrownBy(() -> apis().update(phoneVerification().withRevision(7), written))
                .isInstanceOf(Changed.class);
        assertThatThrownBy(() -> apis().add(phoneVerification(), creation(), written))
                .isInstanceOf(Conflict.class);
        assertThat(apis().definition(PHONE_ID)).isEmpty();
    }

    @Test
    void removedApiLeavesNothing() {
        apis().add(phoneVerification(), creation(), new Definition("{}", Syntax.JSON, Kind.SWAGGER_2));

        apis().remove(PHONE_ID);

        assertThat(apis().all()).isEmpty();
        assertThat(apis().history(PHONE_ID)).isEmpty();
        apis().add(phoneVerification(), creation());
        assertThat(apis().history(PHONE_ID)).containsExactly(creation());
        assertThat(apis().definition(PHONE_ID)).isEmpty();
    }

    @Test
    void scopeIsTakenByOtherApisOfTheTenantOnly() {
        apis().add(phoneVerification(), creation());

        ApiId other = new ApiId(ADMIN, "Other", "1.0.0");
        assertThat(apis().scopeTaken(TENANT, "check", other)).isTrue();
        assertThat(apis().scopeTaken(TENANT, "check", PHONE_ID)).isFalse();
        assertThat(apis().scopeTaken(TENANT, "check", NEXT_ID))
                .as("of a version of it")
                .isFalse();
        assertThat(apis().scopeTaken(TENANT, "other", other)).isFalse();
        assertThat(apis().scopeTaken("example.com", "check", other)).isFalse();
    }

    @Test
    void oneVersionIsTheDefaultOfThoseThatGatewaysHave() {
        Api first = Fixtures.api(PHONE_ID, "/phone/{version}").withDefaultVersion(true);
        apis().add(first, creation());
        apis().add(Fixtures.api(new ApiId(ADMIN, "Other", "1"), "/o/{version}").withDefaultVersion(true), creation());
        Api next = Fixtures.api(NEXT_ID, "/phone/{version}").withStatus(ApiStatus.CREATED);
        apis().add(next.withDefaultVersion(true), creation());
        assertThat(defaults()).as("the next one is to become it").containsExactly("1 1", "1.0.0 1", "2.0.0 1");

        apis().move(NEXT_ID, 1, new Transition(ApiStatus.CREATED, ApiStatus.PUBLISHED, ADMIN, NOON));
        assertThat(defaults()).containsExactly("1 1", "2.0.0 2");
        assertThat(apis().find(PHONE_ID)).map(Api::revision).contains(2L);

        apis().update(first.withRevision(2));
        assertThat(defaults()).containsExactly("1 1", "1.0.0 3");
        assertThat(apis().find(NEXT_ID)).map(Api::revision).contains(3L);
    }

    @Test
    void whatBecomesOfTheDefaultVersionLeavesTheOneThatWaits() {
        Api first = Fixtures.api(PHONE_ID, "/phone/{version}").withDefaultVersion(true);
        apis().add(first, creation());
        Api next = Fixtures.api(NEXT_ID, "/phone/{version}").withStatus(ApiStatus.CREATED);
        apis().add(next.withDefaultVersion(true), creation());

        apis().update(first);
        apis().move(PHONE_ID, 2, new Transition(ApiStatus.PUBLISHED, ApiStatus.BLOCKED, ADMIN, NOON));
        apis().move(PHONE_ID, 3, new Transition(ApiStatus.BLOCKED, ApiStatus.RETIRED, ADMIN, NOON));
        apis().move(NEXT_ID, 1, new Transition(ApiStatus.CREATED, ApiStatus.PUBLISHED, ADMIN, NOON));

        assertThat(apis().find(NEXT_ID)).map(Api::defaultVersion).contains(true);
        assertThat(apis().find(NEXT_ID)).map(Api::revision).contains(2L);
    }

    @Test
    void aScopeIsTheSameInAllVersions() {
        Scope first = new Scope("pay", "Pay", "", Set.of("cashier"));
        Scope then = new Scope("pay", "Pays", "More", Set.of("manager"));
        apis().add(Fixtures.api(PHONE_ID, "/phone/{version}").withScopes(List.of(first)), creation());
        apis().add(Fixtures.api(new ApiId(ADMIN, "Other", "1"), "/o").withScopes(List.of(first)), creation());

        apis().add(Fixtures.api(NEXT_ID, "/phone/{version}").withScopes(List.of(then)), creation());

        assertThat(apis().find(PHONE_ID)).map(Api::scopes).contains(List.of(then));
        assertThat(apis().find(new ApiId(ADMIN, "Other", "1"))).map(Api::scopes).contains(List.of(first));
        apis().update(apis().find(PHONE_ID).orElseThrow().withScopes(List.of(first)));
        assertThat(apis().find(NEXT_ID)).map(Api::scopes).contains(List.of(first));
    }

    private List<String> defaults() {
        return apis().all().stream()
                .filter(Api::defaultVersion)
                .map(api -> api.id().version() + " " + api.revision())
                .sorted()
                .toList();
    }

    private static Endpoints balanced() {
        Target odd = new Target(
                "http://h/?a=&'\"\\\u00e9",
                new Settings(
                        "soap11",
                        "MTOM",
                        new Timeout(Optional.of(Duration.ofMillis(30_001)), "fault"),
                        new Suspension(
                                List.of("101503", "101504"),
                                Optional.of(Duration.ofSeconds(1)),
                                Optional.of(Duration.ofDays(400)),
                                Optional.of(1.5)),
                        new Retries(List.of("101500"), Optional.of(3), Optional.of(Duration.ZERO))));
        return new Endpoints.LoadBalanced(
                new Sides<>(Optional.of(List.of(odd, Target.of("http://i/"))), Optional.of(List.of(odd))),
                new Balancing("other", "com.example.Algorithm", "soap", Optional.of(Duration.ofMillis(100)), true));
    }
}

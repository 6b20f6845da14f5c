package org.gatehouse.gateway.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gatehouse.gateway.testing.FakeExchange.get;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.apache.synapse.MessageContext;
import org.apache.synapse.rest.Handler;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.gateway.testing.FakeExchange;
import org.gatehouse.gateway.testing.TestGateway;
import org.gatehouse.gateway.transport.BackendListener;
import org.gatehouse.gateway.transport.Headers;
import org.gatehouse.testkit.Eventually;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeploymentTest {
    @TempDir
    Path root;

    private TestGateway gateway;

    @BeforeEach
    void start() throws Exception {
        gateway = new TestGateway(root);
    }

    @AfterEach
    void stop() throws Exception {
        gateway.close();
    }

    private static String api(String name, String context, String content) {
        return """
                <api xmlns="http://ws.apache.org/ns/synapse" name="%s" context="%s">
                  <resource url-mapping="/*">
                    <inSequence>%s</inSequence>
                  </resource>
                </api>""".formatted(name, context, content);
    }

    private static String says(String word) {
        return "<payloadFactory><format><r xmlns=\"\">" + word + "</r></format><args/></payloadFactory><respond/>";
    }

    private String ask(String path) {
        FakeExchange.Reply reply = gateway.serve(get(path));
        return reply.status() == 200 ? reply.body() : String.valueOf(reply.status());
    }

    /** Two seconds are what an operator is promised. */
    private static void within2Seconds(BooleanSupplier condition) {
        Eventually.within(Duration.ofSeconds(2), "it is served", condition);
    }

    private void drop(String file, String xml) throws Exception {
        TestGateway.write(root, file, xml);
    }

    @Test
    void droppedFileServesEditedChangesDeletedIsGone() throws Exception {
        drop("api/a.xml", api("a", "/a", says("one")));
        within2Seconds(() -> ask("/a").equals("<r>one</r>"));

        drop("api/a.xml", api("a", "/a", says("three")));
        within2Seconds(() -> ask("/a").equals("<r>three</r>"));

        Files.delete(root.resolve("api/a.xml"));
        within2Seconds(() -> ask("/a").equals("404"));
    }

    @Test
    void severalAreDeployedTogetherOrNotAtAll() throws Exception {
        var deployment = gateway.deployment;
        deployment.put("a", api("a", "/a", says("one")));
        deployment.put("b", api("b", "/b", says("one")));
        Map<String, String> broken =
                new TreeMap<>(Map.of("a", api("a", "/a", says("two")), "b", api("b", "/b", "<nonsense/>")));
        assertThatThrownBy(() -> deployment.checkAll(broken)).isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> deployment.putAll(broken))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("b: ")
                .hasMessageContaining("nonsense");
        assertThat(ask("/a")).isEqualTo("<r>one</r>");

        Map<String, String> good = Map.of("a", api("a", "/a", says("two")), "b", api("b", "/b", says("two")));
        deployment.checkAll(good);
        assertThat(ask("/a")).isEqualTo("<r>one</r>");
        deployment.putAll(good);
        assertThat(ask("/a")).isEqualTo("<r>two</r>");
        assertThat(ask("/b")).isEqualTo("<r>two</r>");
    }

    @Test
    void aSequenceIsPutUnderItsNameAndTakenAway() throws Exception {
        var deployment = gateway.deployment;
        deployment.put("a", api("a", "/a", "<sequence key=\"a--In\"/>"));
        deployment.putSequence(
                "a--In",
                "<sequence xmlns=\"http://ws.apache.org/ns/synapse\" name=\"a--In\">" + says("own") + "</sequence>");
        assertThat(ask("/a")).isEqualTo("<r>own</r>");
        assertThat(deployment.findSequence("a--In")).isPresent();
        assertThatThrownBy(
                        () -> deployment.putSequence("a--In", "<sequence xmlns=\"http://ws.apache.org/ns/synapse\"/>"))
                .isInstanceOf(Invalid.class);
        deployment.removeSequence("a--In");
        assertThat(deployment.findSequence("a--In")).isEmpty();
        assertThat(root.resolve("sequences/a--In.xml")).doesNotExist();
        assertThat(ask("/a")).isEqualTo("500");
    }

    @Test
    void whereOneCannotBeWrittenNoneIsAndNoDraftStays() throws Exception {
        var deployment = gateway.deployment;
        deployment.put("a", api("a", "/a", says("one")));
        Path taken = root.resolve("api/.b.xml.new");
        Files.createDirectories(taken.resolve("by a folder"));
        Map<String, String> both =
                new TreeMap<>(Map.of("a", api("a", "/a", says("two")), "b", api("b", "/b", says("two"))));
        assertThatThrownBy(() -> deployment.putAll(both))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("b.xml");
        assertThat(ask("/a")).isEqualTo("<r>one</r>");
        assertThat(ask("/b")).isEqualTo("404");
        assertThat(root.resolve("api/.a.xml.new")).doesNotExist();
    }

    @Test
    void badFileDisturbsNobodyAndStopsNothing() throws Exception {
        drop("api/good.xml", api("good", "/good", says("good")));
        drop("api/broken.xml", "<api xmlns='http://ws.apache.org/ns/synapse' name='b'");
        drop("api/unknown.xml", api("u", "/u", "<nonsense/>"));
        // Runs out of stack: an Error, not an exception.
        String deep = "(".repeat(100_000) + "1" + ")".repeat(100_000);
        drop("api/error.xml", api("e", "/e", "<property name=\"p\" expression=\"" + deep + "\"/><respond/>"));
        within2Seconds(() -> ask("/good").equals("<r>good</r>"));

        drop("api/later.xml", api("later", "/later", says("later")));

        within2Seconds(() -> ask("/later").equals("<r>later</r>"));
        assertThat(gateway.deployment.names()).containsExactly("good", "later");
        assertThat(root.resolve("api/broken.xml")).exists();
    }

    @Test
    void malformedEditLeavesTheLastGoodVersionServing() throws Exception {
        drop("api/a.xml", api("a", "/a", says("good")));
        within2Seconds(() -> ask("/a").equals("<r>good</r>"));

        drop("api/a.xml", api("a", "/a", "<nonsense/>"));
        drop("api/marker.xml", api("m", "/m", says("m")));

        within2Seconds(() -> ask("/m").equals("<r>m</r>"));
        assertThat(ask("/a")).isEqualTo("<r>good</r>");
        assertThat(root.resolve("api/a.xml")).content().contains("nonsense");
    }

    @Test
    void refusalNamesTheLine() {
        String xml = """
                <api xmlns="http://ws.apache.org/ns/synapse" name="a" context="/a">
                  <resource url-mapping="/*">
                    <inSequence>
                      <filter source="$ctx:x" regex="y">
                        <then>
                          <nonsense/>
                        </then>
                      </filter>
                    </inSequence>
                  </resource>
                </api>""";

        assertThatThrownBy(() -> gateway.deployment.put("a", xml))
                .isInstanceOf(Invalid.class)
                .hasMessage("line 6: unknown mediator nonsense");
        assertThatThrownBy(() -> gateway.deployment.put("a", "<api>\n<x>\n</api>"))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("line 3: not well-formed");
        assertThatThrownBy(() -> gateway.deployment.put("a", "<!DOCTYPE api><api/>"))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("DOCTYPE");
    }

    @Test
    void endpointWithAnOpenBraceIsRefusedWithItsLine() {
        String endpoint = "\n<send><endpoint><http uri-template=\"http://h/{uri.var.x\"/></endpoint></send>";

        assertThatThrownBy(() -> gateway.deployment.put("a", api("a", "/a", endpoint)))
                .isInstanceOf(Invalid.class)
                .hasMessage("line 4: endpoint address: http://h/{uri.var.x (expected: a closing brace)");
    }

    @Test
    void requestInFlightSurvivesAnEdit() throws Exception {
        String send = "<send><endpoint><http uri-template=\"http://b\"/></endpoint></send>";
        String out =
                "</inSequence><outSequence><property name=\"X-V\" value=\"%s\" scope=\"transport\"/><send/></outSequence>"
                        + "</resource></api>";
        gateway.deployment.put("a", flightApi(send, out.formatted("1")));
        BackendListener[] waiting = new BackendListener[1];
        FakeExchange call = get("/a/x").backend((asked, listener) -> waiting[0] = listener);
        gateway.mediation.serve(call);

        gateway.deployment.put("a", flightApi(send, out.formatted("2")));
        waiting[0].answered(call.answer(200, Headers.empty(), "late"));

        // Fault 2 of Synapse 3.0.1: the answer found no resource any more and was dropped.
        assertThat(call.await().body()).isEqualTo("late");
        assertThat(call.await().headers().get("X-V")).isEqualTo("1");
    }

    private static String flightApi(String in, String rest) {
        return "<api xmlns=\"http://ws.apache.org/ns/synapse\" name=\"a\" context=\"/a\"><resource url-mapping=\"/*\"><inSequence>"
                + in + rest;
    }

    @Test
    void renamedFileKeepsServing() throws Exception {
        drop("api/a.xml", api("a", "/a", says("a")));
        within2Seconds(() -> ask("/a").equals("<r>a</r>"));

        Files.move(root.resolve("api/a.xml"), root.resolve("api/b.xml"));
        drop("api/marker.xml", api("m", "/m", says("m")));

        within2Seconds(() -> ask("/m").equals("<r>m</r>"));
        within2Seconds(() -> ask("/a").equals("<r>a</r>"));
    }

    @Test
    void secondApiOfAContextIsRefusedUntilTheFirstIsGone() throws Exception {
        drop("api/a.xml", api("a", "/same", says("first")));
        within2Seconds(() -> ask("/same").equals("<r>first</r>"));
        drop("api/b.xml", api("b", "/same", says("second")));
        assertThatThrownBy(() -> gateway.deployment.put("c", api("c", "/same", says("c"))))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("/same");
        drop("api/marker.xml", api("m", "/m", says("m")));
        within2Seconds(() -> ask("/m").equals("<r>m</r>"));
        assertThat(ask("/same")).isEqualTo("<r>first</r>");

        Files.delete(root.resolve("api/a.xml"));

        within2Seconds(() -> ask("/same").equals("<r>second</r>"));
    }

    @Test
    void sequenceByNameIsHotToo() throws Exception {
        drop("sequences/greet.xml", sequence("hello"));
        drop("api/a.xml", api("a", "/a", "<sequence key=\"greet\"/>"));
        within2Seconds(() -> ask("/a").equals("<r>hello</r>"));

        drop("sequences/greet.xml", sequence("goodbye"));

        within2Seconds(() -> ask("/a").equals("<r>goodbye</r>"));
    }

    private static String sequence(String word) {
        return "<sequence xmlns=\"http://ws.apache.org/ns/synapse\" name=\"greet\">" + says(word) + "</sequence>";
    }

    @Test
    void whatIsPutIsInForceAndInTheFile() {
        String xml = api("admin--A", "/a/{version}", says("put"))
                .replace("name=", "version=\"1\" version-type=\"context\" name=");

        gateway.deployment.put("admin--A:v1", xml);

        assertThat(ask("/a/1/x")).isEqualTo("<r>put</r>");
        assertThat(root.resolve("api/admin--A_v1.xml")).exists();
        assertThat(gateway.deployment.find("admin--A:v1")).contains(xml);
        assertThat(gateway.deployment.names()).containsExactly("admin--A:v1");

        gateway.deployment.remove("admin--A:v1");

        assertThat(ask("/a/1/x")).isEqualTo("404");
        assertThat(root.resolve("api/admin--A_v1.xml")).doesNotExist();
    }

    @Test
    void handEditedFileIsNeitherOverwrittenNorDeleted() throws Exception {
        gateway.deployment.put("a", api("a", "/a", says("put")));
        Path file = root.resolve("api/a.xml");
        Files.writeString(file, Files.readString(file).replace("put", "edited"));
        within2Seconds(() -> ask("/a").equals("<r>edited</r>"));

        assertThatThrownBy(() -> gateway.deployment.put("a", api("a", "/a", says("again"))))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("a.xml");
        assertThat(ask("/a")).isEqualTo("<r>edited</r>");

        gateway.deployment.remove("a");
        assertThat(root.resolve("api/a.xml.edited")).content().contains("edited");
    }

    @Test
    void nameThatLeavesTheFolderIsRefused() {
        assertThatThrownBy(() -> gateway.deployment.put("../x", api("../x", "/x", says("x"))))
                .isInstanceOf(Invalid.class);
        assertThat(root.getParent().resolve("x.xml")).doesNotExist();
    }

    /** Public, since properties are set on it by setter. */
    public static final class Greeting implements Handler {
        private final String version;
        private String word = "";

        Greeting(String version) {
            this.version = version;
        }

        public void setWord(String newWord) {
            word = newWord;
        }

        @Override
        public boolean handleRequest(MessageContext message) {
            message.setProperty("greeting", word + version);
            return true;
        }

        @Override
        public boolean handleResponse(MessageContext message) {
            return true;
        }
    }

    @Test
    void handlerOfAnotherBundleComesIsUpdatedAndGoesUnderARunningApi() {
        String xml = api(
                        "a",
                        "/a",
                        "<payloadFactory><format><r xmlns=\"\">$1</r></format><args><arg"
                                + " expression=\"$ctx:greeting\"/></args></payloadFactory><respond/>")
                .replace(
                        "</api>",
                        "<handlers><handler class=\"org.example.Greeting\"><property name=\"word\" value=\"hi\"/>"
                                + "</handler></handlers></api>");
        gateway.deployment.put("a", xml);

        FakeExchange.Reply missing = gateway.serve(get("/a/x"));
        assertThat(missing.status()).isEqualTo(503);
        assertThat(missing.body())
                .contains("<am:code>503</am:code>")
                .contains("<am:message>Service Unavailable</am:message>")
                .contains("org.example.Greeting");

        gateway.handler("org.example.Greeting", () -> new Greeting("1"));
        assertThat(ask("/a/x")).isEqualTo("<r>hi1</r>");
        gateway.handler("org.example.Greeting", () -> new Greeting("2"));
        assertThat(ask("/a/x")).isEqualTo("<r>hi2</r>");
        gateway.plugins.provideHandler(java.util.List.of("org.example.Greeting"), null);
        assertThat(ask("/a/x")).isEqualTo("503");
    }

    @Test
    void onlyTheFirstHandlersElementCounts() {
        gateway.handler("org.example.First", () -> new Greeting("first"));
        String xml = api(
                        "a",
                        "/a",
                        "<payloadFactory><format><r xmlns=\"\">$1</r></format><args><arg"
                                + " expression=\"$ctx:greeting\"/></args></payloadFactory><respond/>")
                .replace(
                        "</api>",
                        "<handlers><handler class=\"org.example.First\"/></handlers>"
                                + "<handlers><handler class=\"org.example.Never\"/></handlers></api>");
        gateway.deployment.put("a", xml);

        assertThat(ask("/a/x")).isEqualTo("<r>first</r>");
    }

    @Test
    void classMediatorIsBoundLateToo() {
        gateway.deployment.put("a", api("a", "/a", "<class name=\"org.example.M\"/>" + says("done")));
        assertThat(ask("/a/x")).isEqualTo("503");

        gateway.mediator("org.example.M", () -> new org.apache.synapse.mediators.builtin.LogMediator());
        assertThat(ask("/a/x")).isEqualTo("<r>done</r>");
    }

    private static String version(String name, String context, String version) {
        return api(name, context, says(name))
                .replace("<api ", "<api version=\"" + version + "\" version-type=\"context\" ");
    }

    @Test
    void noContextIsBelowOrAboveAnotherApisVersion() {
        var deployment = gateway.deployment;
        deployment.put("one--Echo:v1.0.0", version("one--Echo", "/echo/{version}", "1.0.0"));
        deployment.put("one--Echo", api("one--Echo", "/echo", says("default")));
        deployment.put("one--Echo:v2.0.0", version("one--Echo", "/echo/{version}", "2.0.0"));

        assertThatThrownBy(() -> deployment.put("two--Sub:vsub", version("two--Sub", "/echo/1.0.0/{version}", "sub")))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("/echo/1.0.0 belongs to one--Echo:v1.0.0");
        assertThatThrownBy(
                        () -> deployment.put("two--Deep:v1", version("two--Deep", "/echo/1.0.0/{version}/deep", "1")))
                .isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> deployment.put("two--Below", api("two--Below", "/echo/1.0.0/x", says("x"))))
                .isInstanceOf(Conflict.class);
        deployment.put("two--Under:v1", version("two--Under", "/echo/1.0.0x/{version}", "1"));
        assertThatThrownBy(
                        () -> deployment.put("two--Above:v1.0.0x", version("two--Above", "/echo/{version}", "1.0.0x")))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("two--Under");
        assertThat(ask("/echo/1.0.0/sub/account")).isEqualTo("<r>one--Echo</r>");
        assertThat(ask("/echo/x")).isEqualTo("<r>default</r>");
    }

    @Test
    void nobodysApiTakesAContextOfTheGatewayOrAnotherTenants() {
        var deployment = gateway.deployment;
        assertThatThrownBy(() -> deployment.put("two--X", api("two--X", "/token/x", says("x"))))
                .isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> deployment.put("two--T:vt", version("two--T", "/{version}/tena.com/ta", "t")))
                .isInstanceOf(Conflict.class);
        assertThatThrownBy(
                        () -> deployment.put("u-AT-b.com--T:v1", version("u-AT-b.com--T", "/t/a.com/x/{version}", "1")))
                .isInstanceOf(Conflict.class);
        deployment.put("u-AT-b.com--T:v1", version("u-AT-b.com--T", "/t/b.com/x/{version}", "1"));
        assertThat(ask("/t/b.com/x/1/y")).isEqualTo("<r>u-AT-b.com--T</r>");
    }

    @Test
    void aFileIsOverwrittenOnlyForTheApiThatItIsOf() {
        var deployment = gateway.deployment;
        deployment.put("both1--Echo:v1.0.0", version("both1--Echo", "/echo/{version}", "1.0.0"));

        assertThatThrownBy(() -> deployment.put("both1--Echo_v1.0.0", api("both1--Echo_v1.0.0", "/attack", says("no"))))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("belongs to both1--Echo:v1.0.0");
        deployment.put("both1--Echo:v1.0.0", version("both1--Echo", "/echo/{version}", "1.0.0"));
        assertThat(ask("/echo/1.0.0/account")).isEqualTo("<r>both1--Echo</r>");
        assertThat(ask("/attack")).isEqualTo("404");
    }

    @Test
    void aContextThatCanBeReadInSeveralWaysIsRefused() {
        for (String context : new String[] {"/a/../b", "/a//b", "/a;x", "/a%2fb", "/a/./b", "/a?b", "/a%2e%2e/..;/x"}) {
            assertThatThrownBy(() -> gateway.deployment.put("a", api("a", context, says("x"))))
                    .as(context)
                    .isInstanceOf(Invalid.class);
        }
    }

    @Test
    void aVersionBeyondAsciiIsCalledAsItIsEncoded() {
        gateway.deployment.put("admin--E:v\u00e9", version("admin--E", "/e/{version}", "\u00e9"));

        assertThat(ask("/e/%C3%A9/x")).isEqualTo("<r>admin--E</r>");
        assertThat(ask("/e/%c3%a9/x")).isEqualTo("<r>admin--E</r>");
    }
}

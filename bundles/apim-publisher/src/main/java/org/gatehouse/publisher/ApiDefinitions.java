package org.gatehouse.publisher;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.Apis;
import org.gatehouse.domain.catalog.Definition;
import org.gatehouse.domain.catalog.definition.DefinitionDiff;
import org.gatehouse.domain.catalog.definition.DefinitionProblem;
import org.gatehouse.domain.catalog.definition.DefinitionReader;
import org.gatehouse.domain.catalog.definition.DefinitionSource;
import org.gatehouse.domain.catalog.definition.DefinitionWriter;
import org.gatehouse.domain.catalog.definition.MalformedDefinition;
import org.gatehouse.domain.catalog.definition.ParsedDefinition;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.domain.intake.FewAtOnce;
import org.gatehouse.domain.tier.Tiers;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Definitions of APIs: fetched, read, checked, compared, and given back. Every verb throws {@link Forbidden} for who neither creates nor publishes. */
@Component(service = ApiDefinitions.class)
public final class ApiDefinitions {
    /** A text of a kilobyte may stand for a hundred megabytes: few are held at once. */
    private final FewAtOnce turns = new FewAtOnce("definitions", 2, Duration.ofSeconds(20));

    private final Apis apis;
    private final OwnApis own;
    private final Tiers tiers;
    private final DefinitionReader reader;
    private final DefinitionWriter writer;
    private final DefinitionDiff diff;
    private final DefinitionSource source;

    /** Over the stored APIs. */
    @Activate
    public ApiDefinitions(
            @Reference Apis apis,
            @Reference Tiers tiers,
            @Reference DefinitionReader reader,
            @Reference DefinitionWriter writer,
            @Reference DefinitionDiff diff,
            @Reference DefinitionSource source) {
        this.apis = apis;
        this.own = new OwnApis(apis);
        this.tiers = tiers;
        this.reader = reader;
        this.writer = writer;
        this.diff = diff;
        this.source = source;
    }

    /**
     * What the text says of an API.
     *
     * @throws MalformedDefinition if it is no definition
     */
    public ParsedDefinition read(Caller caller, String text) {
        caller.requireAny(Permission.CREATE_APIS, Permission.PUBLISH_APIS);
        return turns.run(caller.account(), () -> reader.read(text));
    }

    /**
     * What is at the address, if it is a definition.
     *
     * @throws MalformedDefinition if it is none
     * @throws Invalid if it may not, or cannot, be fetched
     */
    public ParsedDefinition fetch(Caller caller, URI address) {
        caller.requireAny(Permission.CREATE_APIS, Permission.PUBLISH_APIS);
        String text = source.fetch(caller.account(), address);
        return turns.run(caller.account(), () -> reader.read(text));
    }

    /**
     * What is at the address, whatever it is: not to be shown to anybody before it is known to be a definition.
     *
     * @throws Invalid if it may not, or cannot, be fetched
     */
    public String fetchText(Caller caller, URI address) {
        caller.requireAny(Permission.CREATE_APIS, Permission.PUBLISH_APIS);
        return source.fetch(caller.account(), address);
    }

    /**
     * The definition of the API as it is now: the text that somebody wrote, with the resources and scopes that the API has; or
     * one of these alone, if nobody has written any.
     *
     * @throws NotFound if there is no such API
     */
    public Definition of(Caller caller, ApiId id) {
        Api api = own.find(caller, id);
        return turns.run(caller.account(), () -> now(api));
    }

    /**
     * {@link #of}, in JSON whatever it was written in.
     *
     * @throws NotFound if there is no such API
     * @throws Invalid if it would be too long
     */
    public Definition inJson(Caller caller, ApiId id) {
        Api api = own.find(caller, id);
        return turns.run(caller.account(), () -> writer.inJson(now(api)));
    }

    private Definition now(Api api) {
        return apis.definition(api.id()).map(written -> writer.of(api, written)).orElseGet(() -> writer.generated(api));
    }

    /**
     * The definition of the API for those who call it: with the gateways as its servers, and the tokens that they want.
     *
     * @throws NotFound if there is no such API
     */
    public Definition forCallers(Caller caller, ApiId id) {
        Api api = own.find(caller, id);
        Definition definition = apis.definition(api.id()).orElseGet(() -> writer.generated(api));
        return turns.run(caller.account(), () -> writer.forCallers(api, definition));
    }

    /**
     * What somebody should look at in the text: what would not be taken of it, and what it breaks of its specification.
     *
     * @throws MalformedDefinition if it is no definition
     */
    public List<DefinitionProblem> check(Caller caller, String text) {
        caller.requireAny(Permission.CREATE_APIS, Permission.PUBLISH_APIS);
        return turns.run(caller.account(), () -> problems(reader.read(text)));
    }

    private List<DefinitionProblem> problems(ParsedDefinition read) {
        return Stream.concat(read.problems().stream(), reader.check(read.definition()).stream())
                .toList();
    }

    /**
     * What becomes of those who call the API if the text takes the place of its definition: of the tokens, scopes and tiers that
     * they need, and of what they send and are answered.
     *
     * @throws NotFound if there is no such API
     * @throws MalformedDefinition if the text is no definition
     * @throws Invalid if the two can't be compared
     */
    public DefinitionChanges compare(Caller caller, ApiId id, String text) {
        Api api = own.find(caller, id);
        return turns.run(caller.account(), () -> changes(api, now(api), reader.read(text)));
    }

    /**
     * All that somebody should know of a text before it takes the place of the API's definition: {@link #compare} and {@link #check}
     * at once.
     *
     * @throws NotFound if there is no such API
     * @throws MalformedDefinition if the text is no definition
     * @throws Invalid if the two can't be compared
     */
    public Review review(Caller caller, ApiId id, String text) {
        Api api = own.find(caller, id);
        return turns.run(caller.account(), () -> {
            ParsedDefinition read = reader.read(text);
            return new Review(changes(api, now(api), read), problems(read));
        });
    }

    /**
     * What was seen in a text.
     *
     * @param changes what it would change for callers
     * @param problems what somebody should look at in it
     */
    public record Review(DefinitionChanges changes, List<DefinitionProblem> problems) {}

    /**
     * What becomes of those who call the API if one state of it takes the place of another.
     *
     * @throws Invalid if the two can't be compared
     */
    DefinitionChanges compare(Caller caller, ApiState before, ApiState after) {
        return turns.run(
                caller.account(),
                () -> changes(before.api(), before.definition(writer), after.parsed(after.definition(writer))));
    }

    private DefinitionChanges changes(Api api, Definition before, ParsedDefinition after) {
        DefinitionChanges.Found found = new DefinitionChanges.Found();
        Guards.compare(api, after, tiers, found::add);
        diff.compare(before, after.definition(), found::add);
        return found.all();
    }
}

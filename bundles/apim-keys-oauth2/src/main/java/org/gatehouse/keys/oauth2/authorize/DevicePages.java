package org.gatehouse.keys.oauth2.authorize;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import org.gatehouse.domain.identity.Authenticator;
import org.gatehouse.domain.keys.Consumer;
import org.gatehouse.domain.keys.DeviceGrant;
import org.gatehouse.front.BehindFront;
import org.gatehouse.keys.Authorizations;
import org.gatehouse.keys.Devices;
import org.gatehouse.keys.Grants;
import org.gatehouse.web.Door;
import org.gatehouse.web.SignIn;
import org.gatehouse.web.page.Form;
import org.gatehouse.web.page.Page;
import org.gatehouse.web.page.PageRouter;
import org.gatehouse.web.page.PageVisit;
import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where users connect a device that has no browser: they sign in, type the code that it shows, and answer. */
@Capability(namespace = "org.gatehouse.door", attribute = "path=/device")
@Component(
        service = BehindFront.class,
        property = {
            "osgi.http.whiteboard.servlet.name=apim-oauth2-device",
            "osgi.http.whiteboard.servlet.pattern=/device/*",
        })
public final class DevicePages extends PageRouter implements BehindFront {
    private static final Logger LOG = LoggerFactory.getLogger(DevicePages.class);
    private static final String HOME = "/";

    private final transient Devices devices;
    private final transient Grants grants;
    private final transient Authorizations authorizations;

    /** Over the room. */
    @Activate
    public DevicePages(
            @Reference Authenticator authenticator,
            @Reference Devices devices,
            @Reference Grants grants,
            @Reference Authorizations authorizations) {
        super(new Door("device.door", HOME), new SignIn(authenticator, caller -> true), "/device");
        this.devices = devices;
        this.grants = grants;
        this.authorizations = authorizations;
        own().show(HOME, this::codePage);
        own().form(HOME, visit -> unlessGuessed(visit, this::question));
        own().form("/answer", visit -> unlessGuessed(visit, this::answer));
    }

    private Page codePage(PageVisit visit) {
        visit.caller();
        return codePage(
                200,
                Form.filled(
                        Map.of("user_code", visit.parameters().text("user_code").trim())));
    }

    private static Page codePage(int status, Form form) {
        return Page.show(status, "device/code", Page.values("form", form));
    }

    /** What a form leads to if the code in it is looked at. */
    private interface Typed {
        Page page(PageVisit visit, Devices.Typist typist) throws Devices.TooManyGuesses;
    }

    private static Page unlessGuessed(PageVisit visit, Typed typed) {
        Devices.Typist typist =
                new Devices.Typist(visit.caller().user(), visit.request().getRemoteAddr());
        try {
            return typed.page(visit, typist);
        } catch (Devices.TooManyGuesses tooMany) {
            LOG.warn("{} at {} has typed many codes that no device has", typist.user(), typist.address());
            long seconds = tooMany.left().toSeconds() + 1;
            return codePage(429, Form.empty().refuse("user_code", "device.too-many", seconds));
        }
    }

    /** The code is always sent by the user's own hand: a link alone connects nothing (RFC 8628 §5.4). */
    private Page question(PageVisit visit, Devices.Typist typist) throws Devices.TooManyGuesses {
        String code = visit.parameters().text("user_code");
        Optional<DeviceGrant> grant = devices.find(typist, code);
        Optional<Consumer> client = grant.flatMap(found -> grants.client(found.consumerKey()));
        if (client.isEmpty()) {
            return codePage(400, new Form(visit.parameters()).refuse("user_code", "device.unknown"));
        }
        SortedSet<String> scopes = grants.grantable(
                client.get(), typist.user(), grant.orElseThrow().scopes());
        scopes.remove("default");
        return Page.show(
                "device/question",
                "code",
                code,
                "application",
                authorizations.name(client.get()),
                "user",
                typist.user().toString(),
                "scopes",
                List.copyOf(scopes));
    }

    private Page answer(PageVisit visit, Devices.Typist typist) throws Devices.TooManyGuesses {
        boolean allowed = visit.parameters().text("consent").equals("approve");
        boolean counts = devices.answer(typist, visit.parameters().text("user_code"), allowed);
        if (!counts) {
            return codePage(400, Form.empty().refuse("user_code", "device.too-late"));
        }
        return Page.show(
                "oauth/note", "heading", "device.title", "said", allowed ? "device.connected" : "device.not-connected");
    }
}

package org.gatehouse.web.publisher.session;

import java.util.List;
import org.gatehouse.domain.identity.Authenticator;
import org.gatehouse.web.jag.ErrorText;
import org.gatehouse.web.jag.JagAnswer;
import org.gatehouse.web.jag.JagFile;
import org.gatehouse.web.jag.JagSection;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Where scripts sign in and out. */
@Component(property = "apim.door=publisher", configurationPid = "apim.store")
@Designate(ocd = SessionFiles.Config.class)
public final class SessionFiles implements JagSection {
    private static final String TIMEOUT = "timeout";

    private final SignInVerbs signIn;

    /** Beside a store as configured. */
    @Activate
    public SessionFiles(@Reference Authenticator authenticator, Config config) {
        this(authenticator, config.store_url());
    }

    /** Beside a store at this address. */
    public SessionFiles(Authenticator authenticator, String storeUrl) {
        this.signIn = new SignInVerbs(authenticator, storeUrl);
    }

    @Override
    public List<JagFile> files() {
        return List.of(
                JagFile.at("user/login/ajax/login.jag", TIMEOUT)
                        .post("login", ErrorText.GENERIC, signIn::login)
                        .any("logout", signIn::logout)
                        .any("getAPIStoreURL", signIn::storeUrl),
                JagFile.at("user/login/ajax/sessionCheck.jag", TIMEOUT)
                        .any("sessionCheck", call -> call.isSignedIn() ? JagAnswer.empty() : JagAnswer.error(TIMEOUT)),
                JagFile.at("user/logout/ajax/logout.jag", TIMEOUT).any("logout", signIn::logout));
    }

    /** What the publisher says of the store. */
    @ObjectClassDefinition(name = "API Manager: store, as the publisher names it")
    @interface Config {
        @AttributeDefinition(description = "Where people find the store.")
        String store_url() default "https://localhost:9443/store";
    }
}

package org.gatehouse.web.publisher.versions;

import java.util.List;
import java.util.Optional;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiTaken;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.publisher.ApiVersions;
import org.gatehouse.web.jag.JagAnswer;
import org.gatehouse.web.jag.JagCall;
import org.gatehouse.web.jag.JagFile;
import org.gatehouse.web.jag.JagSection;
import org.gatehouse.web.publisher.ApiSentences;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Where scripts copy an API to a new version. */
@Component(property = "apim.door=publisher")
public final class VersionFiles implements JagSection {
    private final ApiVersions versions;

    /** Over the publisher's verbs. */
    @Activate
    public VersionFiles(@Reference ApiVersions versions) {
        this.versions = versions;
    }

    @Override
    public List<JagFile> files() {
        return List.of(JagFile.at("overview/ajax/overview.jag", "AuthenticateError")
                .in(VersionFiles::sentence)
                .post("createNewAPI", this::copy));
    }

    private JagAnswer copy(JagCall call) {
        Caller caller = call.caller();
        ApiId from = new ApiId(
                UserName.parse(call.required("provider")), call.required("apiName"), call.required("version"));
        boolean becomesDefault = call.text("isDefaultVersion").trim().equals("default_version");
        versions.copy(caller, from, call.required("newVersion"), becomesDefault);
        return JagAnswer.ok();
    }

    private static Optional<String> sentence(RuntimeException refused, JagCall call) {
        return refused instanceof ApiTaken
                ? Optional.of("Error occurred while creating a new API version. A duplicate API already exists by the"
                        + " same name.")
                : ApiSentences.of(refused, call);
    }
}

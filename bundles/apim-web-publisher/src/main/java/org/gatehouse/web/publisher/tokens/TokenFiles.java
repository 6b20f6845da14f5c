package org.gatehouse.web.publisher.tokens;

import java.util.List;
import java.util.Optional;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.keys.AccessToken;
import org.gatehouse.publisher.ApiTokens;
import org.gatehouse.web.jag.ErrorText;
import org.gatehouse.web.jag.JagAnswer;
import org.gatehouse.web.jag.JagCall;
import org.gatehouse.web.jag.JagFile;
import org.gatehouse.web.jag.JagSection;
import org.gatehouse.web.publisher.ApiSentences;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Where scripts take a token back that they have. */
@Component(property = "apim.door=publisher")
public final class TokenFiles implements JagSection {
    private final ApiTokens tokens;

    /** Over the publisher's verbs. */
    @Activate
    public TokenFiles(@Reference ApiTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public List<JagFile> files() {
        return List.of(JagFile.at("tokens/ajax/revokeToken.jag", "timeout")
                .in(TokenFiles::sentence)
                .post("revokeAccessToken", ErrorText.FULL, this::revoke));
    }

    private static Optional<String> sentence(RuntimeException refused, JagCall call) {
        return refused instanceof NotFound
                ? Optional.of("Error while revoking the access token")
                : ApiSentences.of(refused, call);
    }

    /** Consumer key and user of the token are asked for as in 1.9; the token says both itself. */
    private JagAnswer revoke(JagCall call) {
        call.required("consumerKey");
        call.required("authUser");
        String fingerprint =
                AccessToken.fingerprint(call.required("accessToken").trim());
        tokens.revoke(call.caller(), TokenFilter.ofOne(fingerprint).asked());
        return JagAnswer.ok();
    }
}

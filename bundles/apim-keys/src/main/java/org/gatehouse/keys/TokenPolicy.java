package org.gatehouse.keys;

import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;

/** The rules in force. They change while tokens are asked for, and nobody who is asking notices. */
@Component(
        service = TokenPolicy.class,
        configurationPid = {"apim.keys", "apim.keys.lives"})
public final class TokenPolicy implements Supplier<TokenRules> {
    private volatile TokenRules rules;

    /** As configured. */
    @Activate
    public TokenPolicy(KeysConfig config, LivesConfig lives) {
        this(TokenRules.of(config, lives));
    }

    TokenPolicy(TokenRules rules) {
        this.rules = rules;
    }

    /** From now on as configured. */
    @Modified
    void configure(KeysConfig config, LivesConfig lives) {
        rules = TokenRules.of(config, lives);
    }

    @Override
    public TokenRules get() {
        return rules;
    }
}

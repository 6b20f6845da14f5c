package org.gatehouse.domain.throttle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.gatehouse.domain.Invalid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ThrottlePolicyTest {
    private static final String NAMES = " xmlns:wsp=\"http://schemas.xmlsoap.org/ws/2004/09/policy\""
            + " xmlns:t=\"http://www.wso2.org/products/wso2commons/throttle\"";

    private static String policy(String inside) {
        return "<wsp:Policy" + NAMES + ">\n" + assertion(inside) + "</wsp:Policy>";
    }

    private static String assertion(String inside) {
        return "<t:MediatorThrottleAssertion>\n" + inside + "</t:MediatorThrottleAssertion>";
    }

    private static ThrottleRule only(String inside) {
        List<ThrottleRule> rules = ThrottlePolicy.read(policy("<wsp:Policy>" + inside + "</wsp:Policy>"))
                .rules();
        assertThat(rules).hasSize(1);
        return rules.get(0);
    }

    @Test
    void aRuleIsReadAsItIsWrittenWithTheLinesOfItsFigures() {
        ThrottleRule rule = only("""
                <t:ID t:type="IP" t:displayName="Both"> a ,
                  b </t:ID>
                <wsp:Policy><t:Control><wsp:Policy>
                <t:MaximumCount> 7<!-- seven --> </t:MaximumCount>
                <t:UnitTime>no number</t:UnitTime>
                </wsp:Policy></t:Control></wsp:Policy>""");

        assertThat(rule.line()).isEqualTo(3);
        assertThat(rule.subject()).isEqualTo(new RuleSubject("IP", List.of("a", "b"), "Both"));
        assertThat(rule.figures())
                .isEqualTo(new RuleFigures(
                        RuleFigures.Access.COUNTED,
                        new Figure("MaximumCount", "7", 6),
                        new Figure("UnitTime", "no number", 7),
                        null));
    }

    @ParameterizedTest
    @CsvSource({
        "<t:Allow/>, ALL",
        "<t:Deny/>, NONE",
        "<x/>, COUNTED",
        "<t:Allow/><t:Control><t:MaximumCount>1</t:MaximumCount></t:Control>, COUNTED",
        "<t:MaximumCount>1</t:MaximumCount><t:Deny><x/></t:Deny>, NONE"
    })
    void ofWhatARuleSaysOfAccessTheLastWordCounts(String said, RuleFigures.Access access) {
        assertThat(only(said).figures().access()).isEqualTo(access);
    }

    @Test
    void attributesAreAttributesWhateverTheyAreCalled() {
        ThrottleRule rule = only(
                "<t:ID>Gold</t:ID><t:Attributes><t:ID>7</t:ID><t:Allow>yes</t:Allow>"
                        + "<t:Plan displayName=\"The plan\"> free </t:Plan><other>no</other></t:Attributes><t:UnitTime>1</t:UnitTime>");

        assertThat(rule.subject().names()).containsExactly("Gold");
        assertThat(rule.figures().access()).isEqualTo(RuleFigures.Access.COUNTED);
        assertThat(rule.figures().unit()).isEqualTo(new Figure("UnitTime", "1", 3));
        assertThat(rule.attributes()).extracting(RuleAttribute::shown).containsExactly("ID", "Allow", "The plan");
        assertThat(rule.attributes()).extracting(RuleAttribute::value).containsExactly("7", "yes", "free");
    }

    @Test
    void onlyPoliciesOfTheAssertionAreRules() {
        ThrottlePolicy policy = ThrottlePolicy.read("<wsp:Policy" + NAMES
                + "><wsp:Policy><t:ID>none</t:ID></wsp:Policy>"
                + "<wsp:All>" + assertion("<wsp:Policy><t:ID>one</t:ID><wsp:Policy/></wsp:Policy>") + "</wsp:All>"
                + assertion("<t:MaximumConcurrentAccess>9</t:MaximumConcurrentAccess>") + "</wsp:Policy>");

        assertThat(policy.rules()).extracting(rule -> rule.subject().names()).containsExactly(List.of("one"));
        assertThat(policy.concurrent()).extracting(Figure::text).isEqualTo("9");
    }

    @Test
    void aFilesRootIsAPolicyAndAnElementMayHaveTheAssertionAnywhere() {
        String element = "<policy>\n" + policy("") + "</policy>";

        assertThatThrownBy(() -> ThrottlePolicy.read(element))
                .isInstanceOf(Invalid.class)
                .hasMessage("line 1: root element policy (expected: wsp:Policy)");
        assertThat(ThrottlePolicy.within(element).rules()).isEmpty();
        assertThat(ThrottlePolicy.within(assertion("").replaceFirst(">", NAMES + ">"))
                        .concurrent())
                .isNull();
        assertThatThrownBy(() -> ThrottlePolicy.within("<wsp:Policy" + NAMES + "/>"))
                .isInstanceOf(Invalid.class)
                .hasMessage("line 1: no throttle:MediatorThrottleAssertion (expected: one)");
    }

    @ParameterizedTest
    @CsvSource({
        "<wsp:Policy>, line 3: not well-formed",
        "<t:MaximumConcurrentAccess><x/></t:MaximumConcurrentAccess>, line 3: an element in MaximumConcurrentAccess",
        "<wsp:Policy><t:ID>&e;</t:ID></wsp:Policy>, line 3:"
    })
    void whatCannotBeReadIsRefusedWithItsLine(String inside, String said) {
        assertThatThrownBy(() -> ThrottlePolicy.read(policy(inside)))
                .isInstanceOf(Invalid.class)
                .hasMessageStartingWith(said);
    }

    @Test
    void whatStandsBehindTheRootIsLookedAtToo() {
        assertThatThrownBy(() -> ThrottlePolicy.read(policy("") + "<more/>"))
                .isInstanceOf(Invalid.class)
                .hasMessageStartingWith("line 3: ");
    }

    @ParameterizedTest
    @CsvSource({"1, true", "10, true", "0, false", "11, false", "1.5, false", "'', false", "99999999999999999999, false"
    })
    void aFigureIsANumberBetweenItsBounds(String text, boolean isOne) {
        Figure figure = new Figure("UnitTime", text, 4);
        if (isOne) {
            assertThat(figure.within(1, 10)).isEqualTo(Long.parseLong(text));
        } else {
            assertThatThrownBy(() -> figure.within(1, 10))
                    .isInstanceOf(Invalid.class)
                    .hasMessage("line 4: UnitTime: " + text + " (expected: a whole number from 1 to 10)");
        }
    }
}

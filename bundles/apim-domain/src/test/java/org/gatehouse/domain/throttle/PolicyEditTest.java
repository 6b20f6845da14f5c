package org.gatehouse.domain.throttle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.tier.TierDraft;
import org.junit.jupiter.api.Test;

final class PolicyEditTest {
    private static final String FILE = """
            <?xml version="1.0" encoding="UTF-8" standalone="no"?><!-- ours -->\
            <w:Policy xmlns:w="http://schemas.xmlsoap.org/ws/2004/09/policy" xmlns:t="http://www.wso2.org/products/wso2commons/throttle">
              <t:MediatorThrottleAssertion>
                <!-- for those who pay -->
                <w:Policy>
                  <t:ID t:type="ROLE">Gold</t:ID>
                  <w:Policy>
                    <t:Control>
                      <w:Policy>
                        <t:MaximumCount>20</t:MaximumCount><!-- more in May -->
                        <t:UnitTime>60000</t:UnitTime>
                        <t:ProhibitTimePeriod>7000</t:ProhibitTimePeriod>
                        <x:note xmlns:x="urn:x">ask Sue</x:note>
                        <w:Policy>
                          <t:Attributes>
                            <t:Plan displayName="The plan">free</t:Plan>
                            <t:QuotaPerDay>9</t:QuotaPerDay>
                          </t:Attributes>
                        </w:Policy>
                      </w:Policy>
                    </t:Control>
                  </w:Policy>
                </w:Policy>

                <w:Policy><t:ID>A, B</t:ID><w:Policy><t:Allow/></w:Policy></w:Policy>
                <w:Policy><t:ID t:type="IP">Gold</t:ID><w:Policy><t:Deny/></w:Policy></w:Policy>
              </t:MediatorThrottleAssertion>
            </w:Policy>""";
    private static final Map<String, String> ATTRIBUTES = Map.of("The plan", "free", "QuotaPerDay", "9");

    private static TierDraft tier(String name, int count, Map<String, String> attributes) {
        return new TierDraft(name, "", count, Duration.ofMinutes(1), attributes);
    }

    private static String with(TierDraft draft) {
        return PolicyEdit.of(FILE).with(draft).text();
    }

    @Test
    void whoChangesNothingChangesNothing() {
        assertThat(with(tier("Gold", 20, ATTRIBUTES))).isEqualTo(FILE);
        assertThat(PolicyEdit.of(FILE).without("Nobody").text()).isEqualTo(FILE);
    }

    @Test
    void oneValueIsChangedAndNotACharacterBeside() {
        assertThat(with(tier("Gold", 21, ATTRIBUTES))).isEqualTo(FILE.replace(">20<", ">21<"));
        assertThat(PolicyEdit.of(FILE)
                        .with(new TierDraft("Gold", "Or & more", 20, Duration.ofSeconds(1), ATTRIBUTES))
                        .text())
                .isEqualTo(FILE.replace(">60000<", ">1000<")
                        .replace("<t:ID t:type=\"ROLE\">", "<t:ID t:displayName=\"Or &amp; more\" t:type=\"ROLE\">"));
        assertThat(with(tier("Gold", 20, Map.of("The plan", "a<b", "QuotaPerDay", "9"))))
                .isEqualTo(FILE.replace(">free<", ">a&lt;b<"));
    }

    @Test
    void attributesComeAndGoWithTheirLines() {
        assertThat(with(tier("Gold", 20, Map.of("QuotaPerDay", "9", "Zone", "eu"))))
                .isEqualTo(FILE.replace("                <t:Plan displayName=\"The plan\">free</t:Plan>\n", "")
                        .replace(
                                "<t:QuotaPerDay>9</t:QuotaPerDay>\n",
                                "<t:QuotaPerDay>9</t:QuotaPerDay>\n                <t:Zone>eu</t:Zone>\n"));
        assertThatThrownBy(() -> with(tier("Gold", 20, Map.of("a b", "x"))))
                .isInstanceOf(Invalid.class)
                .hasMessage("attribute: a b (expected: a name of letters and digits)");
    }

    @Test
    void aNewTierIsLaidOutAsItsNeighboursAre() {
        String rule = """
                <w:Policy>
                  <t:ID t:type="ROLE">New</t:ID>
                  <w:Policy>
                    <t:Control>
                      <w:Policy>
                        <t:MaximumCount>3</t:MaximumCount>
                        <t:UnitTime>60000</t:UnitTime>
                        <w:Policy>
                          <t:Attributes>
                            <t:ID>1</t:ID>
                          </t:Attributes>
                        </w:Policy>
                      </w:Policy>
                    </t:Control>
                  </w:Policy>
                </w:Policy>
                """;
        String end = "  </t:MediatorThrottleAssertion>";

        assertThat(with(tier("New", 3, Map.of("ID", "1")))).isEqualTo(FILE.replace(end, rule.indent(4) + end));
    }

    @Test
    void aTierThatSharesItsRuleGetsOneOfItsOwnAndTheOtherKeepsIt() {
        String file = with(tier("A", 3, Map.of()));

        assertThat(file).contains("<w:Policy><t:ID>B</t:ID><w:Policy><t:Allow/></w:Policy></w:Policy>");
        assertThat(ThrottlePolicy.read(file).rules())
                .extracting(rule -> rule.subject().names())
                .containsExactly(List.of("Gold"), List.of("B"), List.of("A"), List.of("Gold"));
    }

    @Test
    void whatTheSharedRuleSaysStaysInBoth() {
        String shared = FILE.replace(">Gold</t:ID>\n      <w", ">Gold, Or</t:ID>\n      <w");
        String rule = shared.substring(shared.indexOf("\n    <w:Policy>"), shared.indexOf("\n\n"));

        String file = PolicyEdit.of(shared).with(tier("Or", 21, ATTRIBUTES)).text();

        assertThat(file)
                .isEqualTo(shared.replace(
                        rule,
                        rule.replace("Gold, Or", "Gold")
                                + rule.replace("Gold, Or", "Or").replace(">20<", ">21<")));
    }

    @Test
    void figuresComeInThePlaceOfAllOrNothing() {
        String file = PolicyEdit.of(FILE)
                .without("A")
                .with(tier("B", 3, Map.of("Plan", "x")))
                .text();

        assertThat(file)
                .contains("<t:ID>B</t:ID><w:Policy><t:Control><w:Policy><t:MaximumCount>3</t:MaximumCount>")
                .doesNotContain("Allow");
        ThrottleRule rule = ThrottlePolicy.read(file).rules().get(1);
        assertThat(rule.figures().access()).isEqualTo(RuleFigures.Access.COUNTED);
        assertThat(rule.attributes()).extracting(RuleAttribute::value).containsExactly("x");
    }

    @Test
    void aTierGoesWithItsLinesAndRangesOfAddressesOfItsNameStay() {
        String file =
                PolicyEdit.of(FILE).without("Gold").without("B").without("A").text();

        assertThat(file).startsWith(FILE.substring(0, FILE.indexOf("\n    <w:Policy>")));
        assertThat(file).endsWith("""
                for those who pay -->
                    <w:Policy><t:ID t:type="IP">Gold</t:ID><w:Policy><t:Deny/></w:Policy></w:Policy>
                  </t:MediatorThrottleAssertion>
                </w:Policy>""");
    }

    @Test
    void aFileWithAnyPrefixesIsReadAgain() {
        String plain = "<Policy xmlns=\"http://schemas.xmlsoap.org/ws/2004/09/policy\">"
                + "<MediatorThrottleAssertion xmlns=\"http://www.wso2.org/products/wso2commons/throttle\"/></Policy>";

        String file = PolicyEdit.of(plain)
                .with(new TierDraft("New", "Shown", 3, Duration.ofMillis(5), Map.of("Plan", "x")))
                .text();

        ThrottleRule rule = ThrottlePolicy.read(file).rules().get(0);
        assertThat(rule.subject()).isEqualTo(new RuleSubject("ROLE", List.of("New"), "Shown"));
        assertThat(rule.attributes()).extracting(RuleAttribute::shown).containsExactly("Plan");
        assertThat(PolicyEdit.of(file).without("New").text()).doesNotContain("New");
    }

    @Test
    void whatIsNoPolicyIsNotEdited() {
        assertThatThrownBy(() -> PolicyEdit.of("<x/>"))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("MediatorThrottleAssertion");
        assertThatThrownBy(() -> PolicyEdit.of("<!DOCTYPE x><x/>"))
                .isInstanceOf(Invalid.class)
                .hasMessage("line 1: a document type (expected: none)");
    }
}

package org.gatehouse.domain.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.identity.UserName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginalTest {
    @Test
    void itsPageIsWhereStoresOfTheOriginalHaveIt() {
        Original original = new Original(" https://far.example.com/store/ ", "bob@far.example.com");
        ApiId here = new ApiId(UserName.parse("admin"), "Caf\u00e9 & more", "1.0");

        assertThat(original.store()).isEqualTo("https://far.example.com/store");
        assertThat(original.page(here))
                .isEqualTo("https://far.example.com/store/apis/info?name=Caf%C3%A9+%26+more&version=1.0"
                        + "&provider=bob%40far.example.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "store",
                "javascript:alert(1)",
                "data:text/html,x",
                "https:///store",
                "https://ann:secret@h/store",
                "https://h/store?a=b",
                "https://h/store#a",
                "https://h/a b",
                "//h/store"
            })
    void nobodyIsSentToWhatIsNoAddress(String store) {
        assertThatThrownBy(() -> new Original(store, "bob"))
                .isInstanceOf(Invalid.class)
                .hasMessageStartingWith("store: not an address (expected: one of http or https")
                .hasMessageNotContaining("secret");
    }

    @Test
    void addressesAndOwnersAreBounded() {
        assertThatThrownBy(() -> new Original("https://h/" + "x".repeat(1_015), "bob"))
                .hasMessageStartingWith("store: ");
        assertThatThrownBy(() -> new Original("https://h", " "))
                .hasMessage("API owner: 0 characters (expected: 1 to 256)");
        assertThatThrownBy(() -> new Original("https://h", "x".repeat(257))).hasMessageStartingWith("API owner: 257");
    }
}

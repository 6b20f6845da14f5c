package org.gatehouse.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AttachmentTest {
    @Test
    void aNameOfAnyLettersIsToldWholeAndInAscii() {
        assertThat(disposition("guide.pdf"))
                .isEqualTo("attachment; filename=\"guide.pdf\"; filename*=UTF-8''guide.pdf");
        assertThat(disposition("Anleitung \u00fc \u20ac \ud83d\udc4b.pdf"))
                .isEqualTo("attachment; filename=\"Anleitung _ _ _.pdf\";"
                        + " filename*=UTF-8''Anleitung%20%C3%BC%20%E2%82%AC%20%F0%9F%91%8B.pdf");
    }

    @Test
    void nothingInANameEndsIt() {
        assertThat(disposition("a\"; filename=evil.exe\r\nSet-Cookie: a=b\\%22/../x'(1).pdf"))
                .isEqualTo(
                        "attachment; filename=\"a_; filename=evil.exe__Set-Cookie: a=b__22_.._x'(1).pdf\";"
                                + " filename*=UTF-8''a%22%3B%20filename%3Devil.exe%0D%0ASet-Cookie%3A%20a%3Db%5C%2522%2F..%2Fx%27%281%29.pdf");
    }

    private static String disposition(String name) {
        return new Attachment(name, new byte[0]).disposition();
    }
}

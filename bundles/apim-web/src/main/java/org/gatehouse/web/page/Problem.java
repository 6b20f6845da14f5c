package org.gatehouse.web.page;

/** What can be wrong with a request for a page. Its words are in the texts, under {@code problem.} and the name in small letters. */
enum Problem {
    INVALID(400),
    FORBIDDEN(403),
    EXPIRED(403),
    NOT_FOUND(404),
    NOTHING_THERE(404),
    OTHER_METHOD(405),
    CONFLICT(409),
    FAILED(500),
    UNAVAILABLE(503);

    static final String TEMPLATE = "problem";

    private final int status;

    Problem(int status) {
        this.status = status;
    }

    /** In the words of whoever refused. */
    Page.Shown because(RuntimeException refused) {
        return page("message", String.valueOf(refused.getMessage()));
    }

    /** In the texts' words, about this. */
    Page.Shown with(String detail) {
        return page("detail", detail);
    }

    private Page.Shown page(String name, String value) {
        return Page.show(
                status, TEMPLATE, Page.values("problem", name().toLowerCase(java.util.Locale.ROOT), name, value));
    }
}

package org.gatehouse.front;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Does behind the front what the path says. */
final class SampleServlet extends HttpServlet {
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getPathInfo();
        switch (path.substring(path.lastIndexOf('/') + 1)) {
            case "sign-in" ->
                FreshSession.begin(request, "ada", Duration.ofMinutes(1)).setAttribute("who", "ada");
            case "who" -> say(response, who(request));
            case "session" -> request.getSession();
            case "away" -> response.sendRedirect("/store/apis?a=b");
            case "climb" -> response.sendRedirect("//evil.example/");
            case "fail" -> throw new IllegalStateException("inside");
            case "disk" -> throw new IOException("inside");
            case "error" -> response.sendError(500, "inside");
            case "forms" -> say(response, request.getParameter("a") + request.getParameterMap());
            case "stream" -> say(response, "" + request.getInputStream().readAllBytes().length);
            case "read" -> say(response, "" + Body.of(request).bytes().length);
            case "known" -> {
                Body.of(request).allow(1024 * 1024);
                say(response, "" + Body.of(request).bytes().length);
            }
            default -> say(response, "done");
        }
    }

    private static String who(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session == null ? "nobody" : String.valueOf(session.getAttribute("who"));
    }

    private static void say(HttpServletResponse response, String text) throws IOException {
        response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }
}

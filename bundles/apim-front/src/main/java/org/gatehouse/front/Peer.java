package org.gatehouse.front;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Who is at the other end of the connection. */
public final class Peer {
    /** What proxies add: behind one of this machine, everybody comes from a loopback address. */
    private static final List<String> PASSED_ON =
            List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via");

    private static final Pattern LITERAL = Pattern.compile("\\[[0-9A-Fa-f:.%]+]|\\d{1,3}(\\.\\d{1,3}){3}");
    private static final String MACHINE = machine();

    private Peer() {}

    /** Whether a program or browser of this very machine is directly at the other end. */
    public static boolean isThisMachine(HttpServletRequest request) {
        return isLoopback(request) && PASSED_ON.stream().allMatch(name -> request.getHeader(name) == null);
    }

    private static boolean isLoopback(ServletRequest request) {
        try {
            return InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress();
        } catch (UnknownHostException notAnAddress) {
            return false;
        }
    }

    /** Whether only this machine can be meant: a page elsewhere whose own name leads here does not count. */
    static boolean isNamedLocally(HttpServletRequest request) {
        String host = String.valueOf(request.getServerName()).toLowerCase(Locale.ROOT);
        return isLoopbackName(host) || LITERAL.matcher(host).matches() || host.equals(MACHINE);
    }

    static boolean isLoopbackName(String host) {
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || host.equals("[::1]")
                || (host.startsWith("127.") && LITERAL.matcher(host).matches());
    }

    static boolean isLiteral(String host) {
        return LITERAL.matcher(host).matches();
    }

    private static String machine() {
        try {
            return InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT);
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }
}

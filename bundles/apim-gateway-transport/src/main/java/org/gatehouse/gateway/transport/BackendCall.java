package org.gatehouse.gateway.transport;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A call to a back end.
 *
 * @param scheme {@code http} or {@code https}
 * @param host host name or address, without brackets
 * @param port the port
 * @param method the HTTP method
 * @param target path and query as they go on the wire
 * @param headers fields to send, handed over; hop-by-hop fields (RFC 9110 §7.6.1), Host and framing are the transport's
 *     business: it drops, sets or keeps them, and it adds Via (§7.6.3) and X-Forwarded-For
 * @param body bytes to send instead of the client's body; null to stream the client's body as it arrives
 * @param connectTimeout how long the connection may take
 * @param responseTimeout how long the answer's head may take once the request is sent; zero for no limit. Silence in the
 *     middle of a body is bounded by the transport's own setting, or by this where it is longer
 * @param tls how the back end's certificate is checked
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
public record BackendCall(
        String scheme,
        String host,
        int port,
        String method,
        String target,
        Headers headers,
        byte @Nullable [] body,
        Duration connectTimeout,
        Duration responseTimeout,
        BackendTls tls) {}

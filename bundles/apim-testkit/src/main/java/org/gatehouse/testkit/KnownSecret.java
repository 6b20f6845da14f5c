package org.gatehouse.testkit;

import java.util.Arrays;
import org.gatehouse.domain.keys.TokenSecret;

/**
 * A secret that is known.
 *
 * @param each every byte of it
 */
public record KnownSecret(byte each) implements TokenSecret {
    @Override
    public boolean isThere() {
        return true;
    }

    @Override
    public byte[] bytes() {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, each);
        return bytes;
    }
}

package org.gatehouse.keys.thrift;

import java.util.Arrays;
import org.gatehouse.domain.keys.TokenSecret;

/** A secret that is known. */
record OneSecret(byte each) implements TokenSecret {
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

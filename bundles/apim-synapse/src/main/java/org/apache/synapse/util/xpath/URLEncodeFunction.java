package org.apache.synapse.util.xpath;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.jaxen.Context;
import org.jaxen.Function;
import org.jaxen.FunctionCallException;
import org.jaxen.function.StringFunction;

/**
 * {@code url-encode(text)} and {@code url-encode(text, charset)} of Synapse's XPath, for a path and its query: letters, digits
 * and {@code !$&'()*,-./:;=?@_~} stay, a {@code +} after the first question mark, too; all else is escaped. It stands in front
 * of Synapse's class of this name, which is the only one that would need an HTTP client of 2007.
 */
public final class URLEncodeFunction implements Function {
    private static final String PLAIN = "!$&'()*,-./:;=?@_~";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    @Override
    @SuppressWarnings("rawtypes") // As Jaxen declares it.
    public Object call(Context context, List arguments) throws FunctionCallException {
        if (arguments.isEmpty() || arguments.size() > 2) {
            return "";
        }
        String text = StringFunction.evaluate(arguments.get(0), context.getNavigator());
        return encoded(text, arguments.size() == 1 ? StandardCharsets.UTF_8 : charset(context, arguments.get(1)));
    }

    private static Charset charset(Context context, Object named) throws FunctionCallException {
        String name = StringFunction.evaluate(named, context.getNavigator());
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException unknown) {
            throw new FunctionCallException("url-encode: " + name + " (expected: a charset)", unknown);
        }
    }

    private static String encoded(String text, Charset charset) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        boolean inQuery = false;
        for (byte each : text.getBytes(charset)) {
            char c = (char) (each & 0xff);
            if (isPlain(c) || (inQuery && c == '+')) {
                encoded.append(c);
            } else {
                encoded.append('%').append(HEX.toHexDigits(each));
            }
            inQuery |= c == '?';
        }
        return encoded.toString();
    }

    private static boolean isPlain(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || PLAIN.indexOf(c) >= 0;
    }
}

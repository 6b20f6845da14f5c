package org.gatehouse.definitions.tree;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Single values, kept as they are written: 1.10 stays 1.10. */
final class Scalars {
    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]{1,3})?");
    private static final int LONGEST_NUMBER = 400;
    private static final int LONG_DIGITS = 18;

    private Scalars() {}

    /** A number of JSON; what is beyond any use as one stays a text. */
    static JsonNode number(String text) {
        if (text.length() > LONGEST_NUMBER || !NUMBER.matcher(text).matches()) {
            return TextNode.valueOf(text);
        }
        BigDecimal number = new BigDecimal(text);
        if (number.scale() != 0 || text.contains(".")) {
            return DecimalNode.valueOf(number);
        }
        return number.precision() > LONG_DIGITS
                ? BigIntegerNode.valueOf(number.toBigInteger())
                : whole(number.longValue());
    }

    private static JsonNode whole(long number) {
        return number == (int) number ? IntNode.valueOf((int) number) : LongNode.valueOf(number);
    }

    /** A plain scalar as OpenAPI reads YAML: by the JSON schema of YAML 1.2, where {@code no} and dates are texts. */
    static JsonNode plain(String text) {
        return switch (text) {
            case "", "~", "null", "Null", "NULL" -> NullNode.getInstance();
            case "true", "True", "TRUE" -> BooleanNode.TRUE;
            case "false", "False", "FALSE" -> BooleanNode.FALSE;
            default -> number(text);
        };
    }
}

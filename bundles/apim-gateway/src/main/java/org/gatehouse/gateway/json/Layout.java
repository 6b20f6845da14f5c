package org.gatehouse.gateway.json;

import javax.xml.namespace.QName;

/** The names of the layout. */
final class Layout {
    static final String OBJECT = "jsonObject";
    static final String ARRAY = "jsonArray";
    static final String ELEMENT = "jsonElement";
    /** Something at the top that is neither object nor array. */
    static final String VALUE = "jsonValue";
    /** Elements of the name that follows are the members of an array, however many there are. */
    static final String MULTIPLE = "xml-multiple";
    /** What an element was where it does not show: a text that looks like a number, an object without members. */
    static final String KIND = "json";

    static final String STRING_KIND = "string";
    /** A text that XML cannot hold as it is. */
    static final String ESCAPED_KIND = "escaped";

    static final String OBJECT_KIND = "object";
    static final QName NIL = new QName("http://www.w3.org/2001/XMLSchema-instance", "nil", "xsi");

    private Layout() {}
}

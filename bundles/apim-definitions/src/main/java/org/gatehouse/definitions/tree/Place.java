package org.gatehouse.definitions.tree;

/** A line and a column of a text, both from 1 on. */
record Place(int line, int column) {
    @Override
    public String toString() {
        return "line " + line + ", column " + column;
    }
}

package org.jaxen.expr;

import java.util.Comparator;
import java.util.Iterator;
import org.apache.axiom.om.OMNode;
import org.jaxen.Navigator;
import org.jaxen.UnsupportedAxisException;

/**
 * Document order (XPath 1.0 §5), in the place of the library's own class of this name: that one asks for two siblings
 * whether the first comes after the second by going through all that follow, so that putting a flat document in order takes
 * the square of its length. This one goes on from both at once, and neighbours are one step apart.
 */
class NodeComparator implements Comparator<Object> {
    private static final int NAMESPACE = 0;
    private static final int ATTRIBUTE = 1;
    private static final int CHILD = 2;

    private final Navigator navigator;

    /** Of the nodes that the navigator finds its way through. */
    NodeComparator(Navigator navigator) {
        this.navigator = navigator;
    }

    /** Nodes of different documents, and attributes of one element, have no order: 0. */
    @Override
    public int compare(Object one, Object other) {
        if (one == other) {
            return 0;
        }
        try {
            return inOrder(one, other);
        } catch (UnsupportedAxisException e) {
            return 0;
        }
    }

    private int inOrder(Object one, Object other) throws UnsupportedAxisException {
        int depth = depth(one);
        int otherDepth = depth(other);
        Object a = one;
        Object b = other;
        for (int up = depth; up > otherDepth; up--) {
            a = navigator.getParentNode(a);
        }
        for (int up = otherDepth; up > depth; up--) {
            b = navigator.getParentNode(b);
        }
        if (a.equals(b)) {
            // One is within the other, which comes first.
            return Integer.compare(depth, otherDepth);
        }
        for (Object parent = navigator.getParentNode(a), otherParent = navigator.getParentNode(b);
                parent != null && otherParent != null && !parent.equals(otherParent);
                parent = navigator.getParentNode(a), otherParent = navigator.getParentNode(b)) {
            a = parent;
            b = otherParent;
        }
        int rank = rank(a);
        int otherRank = rank(b);
        return rank != otherRank || rank != CHILD ? Integer.compare(rank, otherRank) : siblings(a, b);
    }

    private int depth(Object node) throws UnsupportedAxisException {
        int depth = 0;
        for (Object up = navigator.getParentNode(node); up != null; up = navigator.getParentNode(up)) {
            depth++;
        }
        return depth;
    }

    /** What an element has comes in this order (§5.2). */
    private int rank(Object node) {
        if (navigator.isNamespace(node)) {
            return NAMESPACE;
        }
        return navigator.isAttribute(node) ? ATTRIBUTE : CHILD;
    }

    private int siblings(Object one, Object other) throws UnsupportedAxisException {
        if (one instanceof OMNode a && other instanceof OMNode b) {
            return siblings(a, b);
        }
        Iterator<?> after = navigator.getFollowingSiblingAxisIterator(one);
        while (after.hasNext()) {
            if (after.next().equals(other)) {
                return -1;
            }
        }
        return 1;
    }

    /** Without the navigator, which lists all siblings whenever it is asked for the next. */
    private static int siblings(OMNode one, OMNode other) {
        OMNode afterOne = one.getNextOMSibling();
        OMNode afterOther = other.getNextOMSibling();
        while (afterOne != null || afterOther != null) {
            if (afterOne == other) {
                return -1;
            }
            if (afterOther == one) {
                return 1;
            }
            afterOne = afterOne == null ? null : afterOne.getNextOMSibling();
            afterOther = afterOther == null ? null : afterOther.getNextOMSibling();
        }
        return 0;
    }
}

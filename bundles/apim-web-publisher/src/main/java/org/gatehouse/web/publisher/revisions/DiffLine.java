package org.gatehouse.web.publisher.revisions;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.Chunk;
import java.util.ArrayList;
import java.util.List;

/**
 * A line of a difference between two texts, with those around it.
 *
 * @param before its number in the one text, from 1; 0 if it is not there
 * @param after its number in the other; 0 if it is not there
 */
public record DiffLine(Kind kind, int before, int after, String text) {
    /** So much of each text is compared. */
    static final int MOST_LINES = 5_000;

    private static final int AROUND = 3;

    /** What became of a line. */
    public enum Kind {
        /** It is in both texts. */
        SAME,
        /** It is in the one only. */
        GONE,
        /** It is in the other only. */
        NEW,
        /** Not a line: some that are the same are left out. */
        GAP
    }

    /** How the beginnings of two texts differ, from top to bottom. */
    static List<DiffLine> between(String one, String other) {
        List<String> before = one.lines().limit(MOST_LINES).toList();
        List<String> after = other.lines().limit(MOST_LINES).toList();
        List<DiffLine> lines = new ArrayList<>();
        int told = 0;
        int ahead = 0;
        for (AbstractDelta<String> delta : DiffUtils.diff(before, after).getDeltas()) {
            Chunk<String> gone = delta.getSource();
            Chunk<String> added = delta.getTarget();
            int end = Math.min(told + (told == 0 ? 0 : AROUND), gone.getPosition());
            same(lines, before, told, end, ahead);
            int next = Math.max(end, gone.getPosition() - AROUND);
            if (next > end) {
                lines.add(new DiffLine(Kind.GAP, 0, 0, ""));
            }
            same(lines, before, next, gone.getPosition(), ahead);
            for (int i = 0; i < gone.size(); i++) {
                lines.add(new DiffLine(
                        Kind.GONE,
                        gone.getPosition() + i + 1,
                        0,
                        gone.getLines().get(i)));
            }
            for (int i = 0; i < added.size(); i++) {
                lines.add(new DiffLine(
                        Kind.NEW,
                        0,
                        added.getPosition() + i + 1,
                        added.getLines().get(i)));
            }
            told = gone.getPosition() + gone.size();
            ahead = added.getPosition() + added.size() - told;
        }
        same(lines, before, told, lines.isEmpty() ? told : Math.min(told + AROUND, before.size()), ahead);
        return lines;
    }

    private static void same(List<DiffLine> lines, List<String> before, int from, int to, int ahead) {
        for (int i = from; i < to; i++) {
            lines.add(new DiffLine(Kind.SAME, i + 1, i + 1 + ahead, before.get(i)));
        }
    }
}

package org.gatehouse.web.publisher.revisions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DiffLineTest {
    @Test
    void textsThatAreTheSameHaveNoDifference() {
        assertThat(told("a\nb\n", "a\nb\n")).isEmpty();
    }

    @Test
    void aLineThatChangedStandsBetweenItsNeighbours() {
        assertThat(told("a\nb\nc\n", "a\nB\nB2\nc\n"))
                .containsExactly("SAME 1 1 a", "GONE 2 0 b", "NEW 0 2 B", "NEW 0 3 B2", "SAME 3 4 c");
    }

    @Test
    void aTextThatIsNewOrGoneIsToldAsAWhole() {
        assertThat(told("", "a\nb")).containsExactly("NEW 0 1 a", "NEW 0 2 b");
        assertThat(told("a", "")).containsExactly("GONE 1 0 a");
    }

    @Test
    void linesFarFromADifferenceAreLeftOut() {
        String before = numbered(30);
        String after =
                before.replace("line 10\n", "ten\n").replace("line 13\n", "").replace("line 25\n", "25\nnew\n");

        assertThat(told(before, after))
                .containsExactly(
                        "GAP 0 0 ",
                        "SAME 7 7 line 7",
                        "SAME 8 8 line 8",
                        "SAME 9 9 line 9",
                        "GONE 10 0 line 10",
                        "NEW 0 10 ten",
                        "SAME 11 11 line 11",
                        "SAME 12 12 line 12",
                        "GONE 13 0 line 13",
                        "SAME 14 13 line 14",
                        "SAME 15 14 line 15",
                        "SAME 16 15 line 16",
                        "GAP 0 0 ",
                        "SAME 22 21 line 22",
                        "SAME 23 22 line 23",
                        "SAME 24 23 line 24",
                        "GONE 25 0 line 25",
                        "NEW 0 24 25",
                        "NEW 0 25 new",
                        "SAME 26 26 line 26",
                        "SAME 27 27 line 27",
                        "SAME 28 28 line 28");
    }

    @Test
    void aDifferenceInTheFirstLineHasNothingBefore() {
        assertThat(told("a\nb\nc\nd\ne", "A\nb\nc\nd\ne"))
                .containsExactly("GONE 1 0 a", "NEW 0 1 A", "SAME 2 2 b", "SAME 3 3 c", "SAME 4 4 d");
    }

    @Test
    void longTextsAreComparedAtTheirBeginning() {
        String same = numbered(DiffLine.MOST_LINES);

        assertThat(told(same + "a\n", same + "b\n")).isEmpty();
    }

    private static String numbered(int last) {
        return IntStream.rangeClosed(1, last).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining());
    }

    private static List<String> told(String one, String other) {
        return DiffLine.between(one, other).stream()
                .map(line -> line.kind() + " " + line.before() + " " + line.after() + " " + line.text())
                .toList();
    }
}

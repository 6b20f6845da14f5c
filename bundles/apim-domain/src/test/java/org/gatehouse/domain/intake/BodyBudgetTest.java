package org.gatehouse.domain.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class BodyBudgetTest {
    private final BodyBudget budget = new BodyBudget(100);

    @Test
    void whatDoesNotFitIsNotHeld() {
        BodyBudget.Hold first = budget.open();
        BodyBudget.Hold second = budget.open();

        assertThat(first.grow(60)).isTrue();
        assertThat(second.grow(41)).isFalse();
        assertThat(second.grow(40)).isTrue();
        assertThat(budget.held()).isEqualTo(100);
    }

    @Test
    void closingGivesBackOnceWhatWasHeld() {
        BodyBudget.Hold hold = budget.open();
        assertThat(hold.grow(30)).isTrue();
        assertThat(hold.grow(200)).isFalse();

        hold.close();
        hold.close();

        assertThat(budget.held()).isZero();
    }

    @Test
    void allDoorsTogetherHoldAQuarterOfTheHeap() {
        long all = Stream.of(BodyBudget.Door.values())
                .mapToLong(door -> BodyBudget.of(door).bytes())
                .sum();

        assertThat(all)
                .isLessThanOrEqualTo(Runtime.getRuntime().maxMemory() / 4)
                .isPositive();
    }
}

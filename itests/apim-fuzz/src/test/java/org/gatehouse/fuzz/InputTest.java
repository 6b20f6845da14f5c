package org.gatehouse.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InputTest {
    @Test
    void theSameSeedMakesTheSameInputsAndAnotherSeedOthers() {
        for (Door door : Run.DOORS) {
            assertThat(inputs(door, 7)).isEqualTo(inputs(door, 7)).isNotEqualTo(inputs(door, 8));
        }
    }

    private static java.util.List<Door.Sent> inputs(Door door, long seed) {
        return IntStream.range(0, 500)
                .mapToObj(number -> door.bad(new Chance(seed, door.name(), number)))
                .toList();
    }

    @Test
    void aSavedInputIsReadAsItWas(@TempDir Path folder) throws IOException {
        Input input = new Input("gateway/7/0/12", Port.GATEWAY_TLS, "GET /\u0000\u00ff\r\n\n");

        assertThat(Input.load(input.save(folder))).isEqualTo(input);
    }

    @Test
    void everyCharacterOfAnInputIsAByte() {
        for (Door door : Run.DOORS) {
            assertThat(inputs(door, 1))
                    .allSatisfy(sent -> assertThat(sent.text().chars()).allMatch(each -> each < 256));
        }
    }

    @Test
    void aGoodRequestIsWhole() {
        for (Door door : Run.DOORS) {
            for (int number = 0; number < 500; number++) {
                Door.Sent sent = door.good(new Chance(1, door.name(), number));
                if (sent.port().http()) {
                    String text = sent.text();
                    int length = text.length() - text.indexOf("\r\n\r\n") - 4;
                    assertThat(Message.isWhole(text.replace("${length}", "" + length)))
                            .as(text)
                            .isTrue();
                }
            }
        }
    }
}

package org.gatehouse.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JudgeTest {
    private static final Input INPUT = new Input("jag/1/0/0", Port.SERVICES, "GET / HTTP/1.1\r\n\r\n");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\tat org.gatehouse.web.Jag.run(Jag.java:12)",
                "<h3>Caused by:</h3>",
                "CAUSED BY StackOverflowError",
                "java.lang.NullPointerException",
                "NumberFormatException: For input string",
                "org.apache.cxf.interceptor.Fault",
                "Powered by Jetty:// 12.1"
            })
    void whatTellsOfTheInsideIsAFault(String body) {
        Judge judge = new Judge();

        judge.judge(INPUT, new Answer(Answer.End.ANSWERED, "HTTP/1.1 200 OK\r\n\r\n" + body, 1));

        assertThat(judge.faults()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\" : true, \"message\" : \" Error while adding the API- a-1.0.0\"}",
                "<h1>java and exceptions</h1> looks at (a.java)",
                "http://service.ws.um.carbon.wso2.org"
            })
    void whatEverybodyMayReadIsNone(String body) {
        assertThat(Judge.inner(body)).isEmpty();
    }

    @Test
    void whoIsKeptWaitingIsAFaultAndWhatIsUnavailableIsCounted() {
        Judge judge = new Judge();

        judge.judge(INPUT, new Answer(Answer.End.HANGS, "", 20_000));
        judge.judge(INPUT, new Answer(Answer.End.ANSWERED, "HTTP/1.1 503 Busy\r\n\r\n<p>Busy 17</p>", 1));

        assertThat(judge.faults()).hasSize(1);
        assertThat(judge.kinds()).containsKey("jag: 503 # Busy #");
    }
}

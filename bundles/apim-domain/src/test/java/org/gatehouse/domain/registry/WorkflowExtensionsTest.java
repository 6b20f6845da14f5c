package org.gatehouse.domain.registry;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gatehouse.domain.Invalid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkflowExtensionsTest {
    @Test
    void aFileOf19IsAgreedWith() {
        assertThatCode(() -> WorkflowExtensions.check("""
                        <?xml version="1.0"?>
                        <WorkFlowExtensions>
                          <ApplicationCreation executor="org.wso2.carbon.apimgt.impl.workflow.ApplicationCreationSimpleWorkflowExecutor"/>
                          <SubscriptionCreation executor="org.wso2.carbon.apimgt.impl.workflow.SubscriptionCreationWSWorkflowExecutor">
                            <Property name="serviceEndpoint">http://localhost:9765/services/SubscriptionApprovalWorkFlowProcess/</Property>
                          </SubscriptionCreation>
                        </WorkFlowExtensions>
                        """.strip())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<Other/>                                                       | Other (expected: WorkFlowExtensions)",
                "<WorkFlowExtensions><SubscriptionCreation/></WorkFlowExtensions> | SubscriptionCreation without an executor",
                "<WorkFlowExtensions>                                           | line 1: not well-formed",
                "<!DOCTYPE a []><WorkFlowExtensions/>                           | line 1: a document type",
            })
    void whatCannotBeReadIsTold(String xml, String told) {
        assertThatThrownBy(() -> WorkflowExtensions.check(xml))
                .isInstanceOf(Invalid.class)
                .hasMessageStartingWith("workflow-extensions.xml: ")
                .hasMessageContaining(told);
    }
}

package org.sosgi.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.sosgi.api.status.Report;

class FailedComponentsTest {

    private static final String PID = "org.sosgi.sink.file~all";

    @Test
    void reportsWhatCouldNotBeActivatedByItsConfiguration() {
        var failed = configured(
                ComponentConfigurationDTO.FAILED_ACTIVATION,
                Map.of("service.pid", PID),
                trace(new InvocationTargetException(new IllegalArgumentException("path must be given\nhere"))));
        var unnamed = configured(ComponentConfigurationDTO.FAILED_ACTIVATION, Map.of(), null);
        var active = configured(ComponentConfigurationDTO.ACTIVE, Map.of("service.pid", "other"), null);
        assertEquals(
                List.of(
                        new Report("component", PID, Report.State.FAILED, "path must be given", List.of()),
                        new Report(
                                "component",
                                "the.Component",
                                Report.State.FAILED,
                                "for no reason it tells; see the log",
                                List.of())),
                new FailedComponents(runtime(List.of(failed, active, unnamed))).reports());
    }

    @Test
    void tellsTheRootCauseWithoutTheNameOfItsClass() {
        assertEquals("plain", reason(new IllegalStateException("plain")));
        assertEquals(
                "url: no such host",
                reason(new InvocationTargetException(
                        new IllegalStateException("outer", new IllegalArgumentException("url: no such host")))));
        assertEquals("NullPointerException, see the log", reason(new RuntimeException(new NullPointerException())));
        var suppressing = new IllegalArgumentException("the cause");
        suppressing.addSuppressed(new IllegalStateException("aside", new IllegalStateException("further aside")));
        assertEquals("the cause", reason(new InvocationTargetException(suppressing)));
    }

    private static String reason(Throwable failure) {
        return ActivationFailure.reason(trace(failure));
    }

    private static String trace(Throwable failure) {
        var text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }

    private static ComponentConfigurationDTO configured(int state, Map<String, Object> properties, String failure) {
        var configured = new ComponentConfigurationDTO();
        configured.state = state;
        configured.properties = properties;
        configured.failure = failure;
        return configured;
    }

    private static ServiceComponentRuntime runtime(List<ComponentConfigurationDTO> configured) {
        var component = new ComponentDescriptionDTO();
        component.name = "the.Component";
        return (ServiceComponentRuntime) Proxy.newProxyInstance(
                FailedComponentsTest.class.getClassLoader(),
                new Class<?>[] {ServiceComponentRuntime.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getComponentDescriptionDTOs" -> List.of(component);
                    case "getComponentConfigurationDTOs" -> configured;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}

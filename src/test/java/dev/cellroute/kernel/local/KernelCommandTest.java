package dev.cellroute.kernel.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.kernel.KernelRequest;
import dev.cellroute.kernelspec.KernelSpec;
import dev.cellroute.kernelspec.KernelSpec.InterruptMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class KernelCommandTest {
  private static final Path FILE = Path.of("/run/k.json");
  private static final Path RESOURCES = Path.of("/opt/py/share/jupyter/kernels/python3");

  @Test
  void namesInBracesAreFilledIn() {
    assertThat(command(
                List.of("k", "{connection_file}", "{resource_dir}/x", "{prefix}", "{other}"),
                Map.of())
            .arguments())
        .containsExactly("k", "/run/k.json", RESOURCES + "/x", "/opt/py", "{other}");
  }

  @Test
  void ipykernelKeepsItsHistoryInMemory() {
    assertThat(command(
                List.of("python", "-m", "ipykernel_launcher", "-f", "{connection_file}"), Map.of())
            .arguments())
        .containsExactly(
            "python",
            "-m",
            "ipykernel_launcher",
            "-f",
            "/run/k.json",
            "--HistoryManager.hist_file=:memory:");
  }

  @Test
  void environmentIsInheritedWithoutTheGatewaysOwn() {
    Map<String, String> inherited = Map.of(
        "PATH", "/bin",
        "KG_AUTH_TOKEN", "secret",
        "CELLROUTE_HTTP_TOKEN", "secret",
        "CELLROUTE_HTTP_PORT", "1",
        "KG_LIST_KERNELS", "1");
    assertThat(command(List.of("k"), inherited).environment())
        .isEqualTo(Map.of(
            "PATH", "/more:$HOME",
            "KG_LIST_KERNELS", "1",
            "WHOLE", "${NOBODY}",
            "MINE", "1",
            "KERNEL_GATEWAY", "1",
            "CELLROUTE", "1",
            "JPY_PARENT_PID", "42",
            "CELLROUTE_KERNEL", "42-7:iris-1f3a"));
  }

  @Test
  void processOneIsNotNamedAsParent() {
    KernelCommand command = KernelCommand.of(
        request(List.of("k")),
        FILE,
        new GatewayMark(1, 7),
        "iris-1f3a",
        Map.of("JPY_PARENT_PID", "99"));
    assertThat(command.environment()).doesNotContainKey("JPY_PARENT_PID");
  }

  private static KernelCommand command(List<String> arguments, Map<String, String> inherited) {
    return KernelCommand.of(
        request(arguments), FILE, new GatewayMark(42, 7), "iris-1f3a", inherited);
  }

  private static KernelRequest request(List<String> arguments) {
    KernelSpec spec = new KernelSpec(
        "python3",
        "Python 3",
        "python",
        arguments,
        Map.of("PATH", "/more:$HOME", "WHOLE", "${NOBODY}"),
        InterruptMode.SIGNAL,
        RESOURCES,
        "test");
    return new KernelRequest(
        spec, "iris", Path.of("."), Map.of("MINE", "1"), Duration.ofSeconds(1));
  }
}

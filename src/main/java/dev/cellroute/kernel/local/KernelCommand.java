package dev.cellroute.kernel.local;

import dev.cellroute.kernel.KernelRequest;
import dev.cellroute.kernelspec.KernelSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is run for a kernel: arguments and environment, as jupyter_client would make them. Names in
 * braces are filled in, unknown ones are left; the gateway's own settings and secrets do not reach
 * the kernel.
 */
record KernelCommand(List<String> arguments, Map<String, String> environment, Path directory) {
  /** The variable by which a later gateway recognises a kernel whose gateway is gone. */
  static final String MARKER = "CELLROUTE_KERNEL";

  private static final String PARENT = "JPY_PARENT_PID";

  /**
   * In a container the gateway may be process 1, and older ipykernels take that for a lost parent.
   */
  private static final long INIT = 1;

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z0-9_]+)}");
  private static final Pattern GATEWAY_SECRET =
      Pattern.compile("CELLROUTE_.*|KG_.*(TOKEN|PASSWORD|PWD|SECRET|KEY).*");

  /** Levels between {@code <prefix>} and {@code <prefix>/share/jupyter/kernels/<name>}. */
  private static final int PREFIX_DEPTH = 4;

  KernelCommand {
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
  }

  static KernelCommand of(
      KernelRequest request,
      Path connectionFile,
      GatewayMark gateway,
      String kernelId,
      Map<String, String> inherited) {
    return new KernelCommand(
        arguments(request.spec(), connectionFile),
        environment(request, gateway, kernelId, inherited),
        request.directory());
  }

  private static List<String> arguments(KernelSpec spec, Path connectionFile) {
    Map<String, String> values = new HashMap<>();
    values.put("connection_file", connectionFile.toString());
    values.put("resource_dir", spec.directory().toString());
    prefixOf(spec.directory()).ifPresent(prefix -> values.put("prefix", prefix));
    List<String> filled = new ArrayList<>();
    spec.command().forEach(each -> filled.add(fill(each, values)));
    if (isIpykernel(spec)) {
      filled.add("--HistoryManager.hist_file=:memory:");
    }
    return filled;
  }

  /** Its history is an SQLite file shared by all kernels of a user, which locks and fills disks. */
  private static boolean isIpykernel(KernelSpec spec) {
    return spec.command().stream().anyMatch("ipykernel_launcher"::equals);
  }

  private static Optional<String> prefixOf(Path directory) {
    Path prefix = directory.toAbsolutePath();
    for (int level = 0; level < PREFIX_DEPTH && prefix != null; level++) {
      prefix = prefix.getParent();
    }
    return Optional.ofNullable(prefix).map(Path::toString);
  }

  private static Map<String, String> environment(
      KernelRequest request, GatewayMark gateway, String kernelId, Map<String, String> inherited) {
    Map<String, String> result = new HashMap<>(inherited);
    result.keySet().removeIf(name -> GATEWAY_SECRET.matcher(name).matches());
    result.putAll(request.spec().environment());
    result.putAll(request.environment());
    result.put("KERNEL_GATEWAY", "1");
    result.put("CELLROUTE", "1");
    result.remove(PARENT);
    if (gateway.pid() != INIT) {
      result.put(PARENT, Long.toString(gateway.pid()));
    }
    result.put(MARKER, gateway + ":" + kernelId);
    return result;
  }

  private static String fill(String text, Map<String, String> values) {
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(
            match -> Matcher.quoteReplacement(values.getOrDefault(match.group(1), match.group())));
  }
}

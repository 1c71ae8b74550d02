package dev.cellroute.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import java.util.List;
import java.util.Optional;

class RoutingFuzzTest {
  /**
   * Whatever the template and the path are, tree and template agree, and the only failure is a bad
   * request.
   */
  @FuzzTest(maxDuration = "1m")
  void treeAndTemplateAgree(FuzzedDataProvider data) {
    String template = "/" + data.consumeString(60).replaceAll("[\\s\\h]", "");
    String path = data.consumeRemainingAsString();
    List<Endpoint> endpoints =
        Notebooks.compile("# GET " + template, "# GET /a/:b").endpoints();
    RouteTable table = RouteTable.of(endpoints);
    try {
      Optional<RouteMatch> found = table.find(Verb.GET, path);
      boolean matches =
          endpoints.stream().anyMatch(each -> each.path().match(path).isPresent());
      assertThat(found.isPresent()).isEqualTo(matches);
    } catch (GatewayException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.BAD_REQUEST);
    }
  }
}

package dev.cellroute.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cellroute.output.MimeBundle;
import dev.cellroute.output.Output;
import dev.cellroute.output.Output.Clear.Moment;
import dev.cellroute.output.Output.Failure;
import dev.cellroute.output.Output.Stream;
import dev.cellroute.output.Output.Text;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ContentTest {
  @Test
  void textWeighsItsBytes() throws ProtocolException {
    assertThat(read("stream", "{'name':'stderr','text':'aü€😀'}"))
        .isEqualTo(new Content.Shown(new Text(Stream.STDERR, "aü€😀"), 10));
  }

  @Test
  void loneSurrogateIsReplaced() throws ProtocolException {
    assertThat(read("stream", "{'name':'stdout','text':'a\\ud800b\\ud83d\\ude00'}"))
        .isEqualTo(new Content.Shown(new Text(Stream.STDOUT, "a\ufffdb😀"), 9));
  }

  @Test
  void bytesThatAreNotUtf8AreReplaced() throws ProtocolException {
    Buffer body = Buffer.buffer("{\"text\":\"a").appendByte((byte) 0xff).appendString("b\"}");
    assertThat(Content.of(new Message(header("stream"), Header.NONE, body)))
        .isEqualTo(new Content.Shown(new Text(Stream.STDOUT, "a\ufffdb"), 5));
  }

  @Test
  void displayHasItsBundleAndId() throws ProtocolException {
    String body = "{'data':{'text/plain':'x','application/json':{'a':[1]}},"
        + "'transient':{'display_id':'d1'}}";
    Content.Shown shown = (Content.Shown) read("display_data", body);
    Output.Display display = (Output.Display) shown.output();
    assertThat(display.displayId()).isEqualTo("d1");
    assertThat(display.bundle().data().keySet()).containsExactly("text/plain", "application/json");
    assertThat(shown.size()).isEqualTo(body.length());
  }

  @Test
  void updateNamesTheDisplay() throws ProtocolException {
    Content.Shown shown = (Content.Shown)
        read("update_display_data", "{'data':{'a/b':'c'},'transient':{'display_id':'d1'}}");
    assertThat(shown.output())
        .isEqualTo(new Output.Update(new MimeBundle(Map.of("a/b", "c")), "d1"));
  }

  @Test
  void notANumberIsNull() throws ProtocolException {
    Content.Shown shown = (Content.Shown)
        read("execute_result", "{'data':{'application/json':NaN,'text/plain':-Infinity}}");
    Output.Result result = (Output.Result) shown.output();
    assertThat(result.bundle().data())
        .containsEntry("application/json", null)
        .containsEntry("text/plain", null);
  }

  @ParameterizedTest
  @CsvSource({"'{}',NOW", "'{''wait'':true}',WITH_NEXT_OUTPUT", "'{''wait'':1}',NOW"})
  void clearHasItsMoment(String body, Moment moment) throws ProtocolException {
    assertThat(read("clear_output", body))
        .isEqualTo(new Content.Shown(new Output.Clear(moment), 0));
  }

  @Test
  void errorIsAFailure() throws ProtocolException {
    String body = "{'ename':'E','evalue':'v','traceback':['t1','t2',3]}";
    assertThat(read("error", body))
        .isEqualTo(new Content.Shown(new Failure("E", "v", List.of("t1", "t2")), body.length()));
  }

  @ParameterizedTest
  @CsvSource({"busy,BUSY", "idle,IDLE", "starting,STARTING"})
  void statusIsOneOfThree(String state, Content.Status status) throws ProtocolException {
    assertThat(read("status", "{'execution_state':'" + state + "'}")).isEqualTo(status);
  }

  @Test
  void okReplyHasExpressionsThatCouldBeEvaluated() throws ProtocolException {
    assertThat(read(
            "execute_reply",
            "{'status':'ok','payload':[],'user_expressions':{"
                + "'a':{'status':'ok','data':{'text/plain':'6'},'metadata':{}},"
                + "'b':{'status':'error','ename':'NameError'}}}"))
        .isEqualTo(new Content.Executed(
            List.of(), Map.of("a", new MimeBundle(Map.of("text/plain", "6"))), false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'status':'ok','payload':[{'source':'ask_exit','keepkernel':false}]} | true",
        "{'status':'ok','payload':[{'source':'ask_exit'}]} | true",
        "{'status':'ok','payload':[{'source':'ask_exit','keepkernel':true}]} | false",
        "{'status':'ok','payload':[{'source':'page'},7]} | false",
        "{'status':'ok','payload':{}} | false"
      })
  void askExitIsNoticed(String body, boolean asks) throws ProtocolException {
    assertThat(((Content.Executed) read("execute_reply", body)).asksExit()).isEqualTo(asks);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'status':'error','ename':'E','evalue':'v'} | E | v",
        "{'status':'aborted'} | ExecutionAborted | the kernel answered status aborted",
        "{'status':'abort'} | ExecutionAborted | the kernel answered status abort",
        "{'status':'error'} | ExecutionAborted | the kernel answered status error",
        "{} | ExecutionAborted | the kernel answered no status"
      })
  void replyThatIsNotOkIsAFailure(String body, String name, String value) throws ProtocolException {
    assertThat(((Content.Executed) read("execute_reply", body)).failure())
        .isEqualTo(List.of(new Failure(name, value, List.of())));
  }

  @Test
  void kernelIntroducesItself() throws ProtocolException {
    assertThat(read(
            "kernel_info_reply",
            "{'implementation':'ipython','implementation_version':'9.1','protocol_version':'5.3',"
                + "'language_info':{'name':'python','version':'3.12.1'}}"))
        .isEqualTo(new Content.Introduced("ipython", "9.1", "python", "3.12.1", "5.3"));
  }

  @Test
  void inputRequestHasItsPrompt() throws ProtocolException {
    assertThat(read("input_request", "{'prompt':'name? ','password':false}"))
        .isEqualTo(new Content.InputWanted("name? "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "null", "{", "{} {}", "{'a':}", "{'a':1]", "nonsense"})
  void malformedContentIsAProtocolFault(String body) {
    assertThatThrownBy(() -> read("status", body)).isInstanceOf(ProtocolException.class);
  }

  @Test
  void deepNestingIsAProtocolFault() {
    String deep = "{'a':" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
    assertThatThrownBy(() -> read("status", deep))
        .isInstanceOf(ProtocolException.class)
        .hasMessage("not a JSON object");
  }

  private static Content read(String type, String body) throws ProtocolException {
    return Content.of(
        new Message(header(type), Header.NONE, Buffer.buffer(body.replace('\'', '"'))));
  }

  private static Header header(String type) {
    return new Header("id", "session", "kernel", type, "5.4");
  }
}

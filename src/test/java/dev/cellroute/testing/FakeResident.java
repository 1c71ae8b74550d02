package dev.cellroute.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The kernel's side of the resident lane without a kernel: it goes where the bootstrap code sends
 * it, over a real socket, and answers what the test says. For one event loop.
 */
public final class FakeResident {
  /** One call as it came. */
  public record Call(long number, int program, String document) {}

  private static final Pattern TOLD = Pattern.compile("_cellroute_resident\\(\"([^\"]*)\"\\)");

  private final NetSocket socket;
  private final JsonObject told;
  private final List<Call> calls = new ArrayList<>();
  private final List<Long> cancels = new ArrayList<>();
  private Consumer<Call> onCall = call -> {};
  private Consumer<Long> onCancel = number -> {};
  private Runnable onEnd = () -> {};
  private Buffer rest = Buffer.buffer();

  private FakeResident(NetSocket socket, JsonObject told) {
    this.socket = socket;
    this.told = told;
    socket.handler(this::read);
    socket.closeHandler(ignored -> onEnd.run());
  }

  /** Whether this code opens a lane. */
  public static boolean isBootstrap(String code) {
    return TOLD.matcher(code).find();
  }

  /** What the bootstrap code tells the kernel. */
  public static JsonObject told(String code) {
    Matcher call = TOLD.matcher(code);
    if (!call.find()) {
      throw new AssertionError("no bootstrap: " + code);
    }
    return new JsonObject(new String(Base64.getDecoder().decode(call.group(1)), UTF_8));
  }

  /** Connects, and says nothing. */
  public static Future<FakeResident> connect(Vertx vertx, String code) {
    JsonObject told = told(code);
    return vertx
        .createNetClient()
        .connect(address(told.getJsonObject("address")))
        .map(socket -> new FakeResident(socket, told));
  }

  private static SocketAddress address(JsonObject address) {
    return address.containsKey("path")
        ? SocketAddress.domainSocketAddress(address.getString("path"))
        : SocketAddress.inetSocketAddress(address.getInteger("port"), address.getString("host"));
  }

  public JsonObject told() {
    return told;
  }

  public List<Call> calls() {
    return calls;
  }

  public List<Long> cancels() {
    return cancels;
  }

  public FakeResident onCall(Consumer<Call> handler) {
    onCall = handler;
    return this;
  }

  public FakeResident onCancel(Consumer<Long> handler) {
    onCancel = handler;
    return this;
  }

  public FakeResident onEnd(Runnable handler) {
    onEnd = handler;
    return this;
  }

  /** Takes every program. */
  public FakeResident hello() {
    JsonArray programs = new JsonArray();
    told.getJsonArray("programs").forEach(ignored -> programs.addNull());
    return hello(told.getString("secret"), programs);
  }

  public FakeResident hello(String secret, JsonArray programs) {
    JsonObject hello =
        new JsonObject().put("version", 1).put("secret", secret).put("programs", programs);
    return send(16, 0, hello.toBuffer());
  }

  public FakeResident text(long call, String text) {
    return send(17, call, Buffer.buffer(text));
  }

  public FakeResident end(long call, JsonObject what) {
    return send(18, call, what.toBuffer());
  }

  public FakeResident send(int kind, long call, Buffer payload) {
    return sendBytes(frame(kind, call, payload));
  }

  public FakeResident sendBytes(Buffer bytes) {
    socket.write(bytes);
    return this;
  }

  public void hangUp() {
    socket.close();
  }

  public static Buffer frame(int kind, long call, Buffer payload) {
    return Buffer.buffer()
        .appendInt(9 + payload.length())
        .appendByte((byte) kind)
        .appendLong(call)
        .appendBuffer(payload);
  }

  private void read(Buffer piece) {
    rest = rest.appendBuffer(piece);
    while (rest.length() >= 4 && rest.length() >= 4 + rest.getInt(0)) {
      int end = 4 + rest.getInt(0);
      Buffer frame = rest.getBuffer(0, end);
      rest = rest.getBuffer(end, rest.length());
      handle(frame);
    }
  }

  private void handle(Buffer frame) {
    long number = frame.getLong(5);
    if (frame.getByte(4) == 1) {
      String document = frame.getString(15, frame.length());
      Call call = new Call(number, frame.getUnsignedShort(13), document);
      calls.add(call);
      onCall.accept(call);
    } else {
      cancels.add(number);
      onCancel.accept(number);
    }
  }
}

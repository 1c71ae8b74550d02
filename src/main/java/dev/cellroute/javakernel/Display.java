package dev.cellroute.javakernel;

import com.google.gson.JsonParser;
import java.util.Base64;
import java.util.function.Consumer;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;

/**
 * What cells show things with: {@code display(image)}, {@code display("<b>hi</b>", "text/html")},
 * {@code display(bytes, "image/png")}, {@code display("{\"a\": 1}", "application/json")}. In scope
 * in every cell; may be called from any thread.
 */
public final class Display {
  /** Set once at the start, read by the threads of cells. */
  private static volatile Consumer<DisplayData> screen = data -> {};

  private static final Renderer RENDERER = new Renderer();

  private Display() {}

  /** Shows a value in the form its class is known for, at least as text. */
  public static void display(Object value) {
    screen.accept(of(value));
  }

  /** Shows content of this MIME type: text as it is, bytes as base64, JSON text as JSON. */
  public static void display(Object content, String mimeType) {
    DisplayData data = new DisplayData();
    data.putData(mimeType, content(content, mimeType));
    screen.accept(data);
  }

  static void use(Consumer<DisplayData> newScreen) {
    screen = newScreen;
  }

  static Renderer renderer() {
    return RENDERER;
  }

  static DisplayData of(Object value) {
    if (value instanceof DisplayData data) {
      return data;
    }
    return value.getClass().isArray()
        ? new DisplayData(Engine.text(value))
        : RENDERER.render(value);
  }

  private static Object content(Object content, String mimeType) {
    if (content instanceof byte[] bytes) {
      return Base64.getEncoder().encodeToString(bytes);
    }
    boolean isJson = "application/json".equals(mimeType) || mimeType.endsWith("+json");
    return isJson && content instanceof CharSequence
        ? JsonParser.parseString(content.toString())
        : isJson ? content : String.valueOf(content);
  }
}

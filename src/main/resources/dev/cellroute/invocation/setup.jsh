// What a Java kernel needs to answer requests; run once, before the notebook's own cells. Java has no JSON of its own,
// hence the few lines below. Cells assign RESPONSE, usually a Map, and do not declare it.
String REQUEST = "";
Object RESPONSE = null;

class CellrouteResponse {
  /** Prints what a cell left in RESPONSE, framed by the nonce, on a line of its own. */
  static void print(Object response, String nonce) {
    if (response != null) {
      System.out.println("cellroute-" + nonce + ":" + payload(response) + ":" + nonce);
    }
  }

  static String payload(Object response) {
    try {
      return "r" + base64(json(plain(response)));
    } catch (RuntimeException | StackOverflowError problem) {
      return "e" + base64(String.valueOf(problem.getMessage()));
    }
  }

  static String base64(String text) {
    return bytes64(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  static String bytes64(byte[] bytes) {
    return java.util.Base64.getEncoder().encodeToString(bytes);
  }

  /** Bytes as body travel as base64. */
  static Object plain(Object response) {
    if (response instanceof java.util.Map && ((java.util.Map<?, ?>) response).get("body") instanceof byte[]) {
      java.util.Map<Object, Object> copy = new java.util.LinkedHashMap<>((java.util.Map<?, ?>) response);
      copy.put("body", bytes64((byte[]) copy.get("body")));
      copy.put("body-encoding", "base64");
      return copy;
    }
    return response;
  }

  static String json(Object value) {
    if (value == null || value instanceof Boolean) {
      return String.valueOf(value);
    }
    if (value instanceof Number) {
      return number((Number) value);
    }
    if (value instanceof CharSequence || value instanceof Character || value instanceof Enum) {
      return quoted(value.toString());
    }
    if (value instanceof java.util.Optional) {
      return json(((java.util.Optional<?>) value).orElse(null));
    }
    if (value instanceof java.util.Map) {
      return object((java.util.Map<?, ?>) value);
    }
    if (value instanceof Iterable) {
      return array((Iterable<?>) value);
    }
    if (value.getClass().isArray()) {
      return array(elements(value));
    }
    throw new IllegalArgumentException("a " + value.getClass().getName() + " is not JSON");
  }

  static String number(Number number) {
    if (Double.isNaN(number.doubleValue()) || Double.isInfinite(number.doubleValue())
        && (number instanceof Double || number instanceof Float)) {
      throw new IllegalArgumentException(number + " is not JSON");
    }
    return number.toString();
  }

  static String object(java.util.Map<?, ?> map) {
    java.util.StringJoiner members = new java.util.StringJoiner(",", "{", "}");
    map.forEach((key, value) -> members.add(quoted(String.valueOf(key)) + ":" + json(value)));
    return members.toString();
  }

  static String array(Iterable<?> values) {
    java.util.StringJoiner elements = new java.util.StringJoiner(",", "[", "]");
    values.forEach(value -> elements.add(json(value)));
    return elements.toString();
  }

  static java.util.List<Object> elements(Object array) {
    java.util.List<Object> elements = new java.util.ArrayList<>();
    for (int index = 0; index < java.lang.reflect.Array.getLength(array); index++) {
      elements.add(java.lang.reflect.Array.get(array, index));
    }
    return elements;
  }

  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.chars().forEach(character -> quoted.append(escaped((char) character)));
    return quoted.append('"').toString();
  }

  static String escaped(char character) {
    if (character == '"' || character == '\\') {
      return "\\" + character;
    }
    return character < ' ' || Character.isSurrogate(character)
        ? String.format("\\u%04x", (int) character)
        : String.valueOf(character);
  }
}

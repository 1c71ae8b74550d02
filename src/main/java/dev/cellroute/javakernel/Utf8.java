package dev.cellroute.javakernel;

/** Where a piece of UTF-8 may be cut. */
final class Utf8 {
  private Utf8() {}

  /** The number of bytes up to the end of the last complete character. */
  static int complete(byte[] bytes) {
    int lead = bytes.length - 1;
    while (lead >= 0 && bytes.length - lead < 4 && (bytes[lead] & 0xC0) == 0x80) {
      lead--;
    }
    boolean cut = lead >= 0 && length(bytes[lead]) > bytes.length - lead;
    return cut ? lead : bytes.length;
  }

  private static int length(byte lead) {
    int value = lead & 0xFF;
    if (value >= 0xF0) {
      return 4;
    }
    return value >= 0xE0 ? 3 : value >= 0xC0 ? 2 : 1;
  }
}

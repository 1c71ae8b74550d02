// What a JavaScript or TypeScript kernel needs to answer requests; run once, before the notebook's own cells.
// Nothing but what Node, Deno and browsers share.
var __cellroute__ = {
  // The document as a string.
  request: function (...chunks) {
    const bytes = Uint8Array.from(atob(chunks.join("")), (character) => character.charCodeAt(0));
    return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  },

  // Prints what a cell left in RESPONSE, framed by the nonce, on a line of its own.
  respond: function (response, nonce) {
    if (response !== undefined && response !== null) {
      console.log("cellroute-" + nonce + ":" + __cellroute__.payload(response) + ":" + nonce);
    }
  },

  payload: function (response) {
    try {
      return "r" + __cellroute__.text64(__cellroute__.json(__cellroute__.plain(response)));
    } catch (problem) {
      return "e" + __cellroute__.text64(problem instanceof Error ? problem.message : String(problem));
    }
  },

  json: function (value) {
    const text = JSON.stringify(value);
    if (text === undefined) {
      throw new TypeError("a " + typeof value + " is not JSON");
    }
    return text;
  },

  // Bytes as body travel as base64.
  plain: function (response) {
    return response.body instanceof Uint8Array
      ? { ...response, body: __cellroute__.bytes64(response.body), "body-encoding": "base64" }
      : response;
  },

  text64: function (text) {
    return __cellroute__.bytes64(new TextEncoder().encode(text));
  },

  // In slices, because a call takes a bounded number of arguments.
  bytes64: function (bytes) {
    let binary = "";
    for (let start = 0; start < bytes.length; start += 8192) {
      binary += String.fromCharCode.apply(null, bytes.subarray(start, start + 8192));
    }
    return btoa(binary);
  },
};

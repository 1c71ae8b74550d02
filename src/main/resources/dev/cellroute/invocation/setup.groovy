// What a Groovy kernel needs to answer requests; run once, before the notebook's own cells. Everything lives in the
// script's binding, which cells share.
REQUEST = ''
RESPONSE = null

// Prints what a cell left in RESPONSE, framed by the nonce, on a line of its own.
cellroute_respond = { response, nonce ->
  if (response == null) return
  def text64 = { text -> text.toString().getBytes('UTF-8').encodeBase64().toString() }
  def body = response instanceof Map ? response.body : null
  def plain = body instanceof byte[]
      ? response + [body: body.encodeBase64().toString(), 'body-encoding': 'base64']
      : response
  def payload
  try {
    payload = 'r' + text64(groovy.json.JsonOutput.toJson(plain))
  } catch (Exception problem) {
    payload = 'e' + text64(problem.message)
  }
  println('cellroute-' + nonce + ':' + payload + ':' + nonce)
}
null

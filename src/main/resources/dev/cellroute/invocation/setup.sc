// What a Scala kernel needs to answer requests; run once, before the notebook's own cells. The standard library has no
// JSON, hence the few lines below. Cells assign RESPONSE, usually a Map, and do not declare it.
var REQUEST: String = ""
var RESPONSE: Any = null

object CellrouteResponse {
  /** Prints what a cell left in RESPONSE, framed by the nonce, on a line of its own. */
  def print(response: Any, nonce: String): Unit =
    if (response != null) println("cellroute-" + nonce + ":" + payload(response) + ":" + nonce)

  private def payload(response: Any): String =
    try "r" + base64(json(plain(response)).getBytes("UTF-8"))
    catch { case problem: RuntimeException => "e" + base64(String.valueOf(problem.getMessage).getBytes("UTF-8")) }

  private def base64(bytes: Array[Byte]): String = java.util.Base64.getEncoder.encodeToString(bytes)

  /** Bytes as body travel as base64. */
  private def plain(response: Any): Any = response match {
    case map: scala.collection.Map[_, _] =>
      map.map {
        case ("body", body: Array[Byte]) => ("body": Any, base64(body): Any)
        case (key, value) => (key: Any, value: Any)
      } ++ map.collect { case ("body", _: Array[Byte]) => ("body-encoding": Any, "base64": Any) }
    case other => other
  }

  private def json(value: Any): String = value match {
    case null | None => "null"
    case Some(inner) => json(inner)
    case flag: Boolean => flag.toString
    case number: Double => finite(number, number)
    case number: Float => finite(number.toDouble, number)
    case number: java.lang.Number => number.toString
    case number: BigInt => number.toString
    case number: BigDecimal => number.toString
    case text: CharSequence => quoted(text.toString)
    case character: Char => quoted(character.toString)
    case map: scala.collection.Map[_, _] =>
      map.map { case (key, each) => quoted(String.valueOf(key)) + ":" + json(each) }.mkString("{", ",", "}")
    case values: Iterable[_] => values.map(each => json(each)).mkString("[", ",", "]")
    case values: Array[_] => json(values.toSeq)
    case other => throw new IllegalArgumentException("a " + other.getClass.getName + " is not JSON")
  }

  private def finite(size: Double, value: Any): String = {
    require(!size.isNaN && !size.isInfinite, value.toString + " is not JSON")
    value.toString
  }

  private def quoted(text: String): String = text.map(each => escaped(each)).mkString("\"", "", "\"")

  private def escaped(character: Char): String =
    if (character == '"' || character == '\\') "\\" + character
    else if (character < ' ' || Character.isSurrogate(character)) "\\u" + "%04x".format(character.toInt)
    else character.toString
}

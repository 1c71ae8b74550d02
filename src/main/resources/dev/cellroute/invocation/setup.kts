// What a Kotlin kernel needs to answer requests; run once, before the notebook's own cells. The standard library has no
// JSON, hence the few lines below. Cells assign RESPONSE, usually a Map, and do not declare it.
var REQUEST: String = ""
var RESPONSE: Any? = null

object CellrouteResponse {
    /** Prints what a cell left in RESPONSE, framed by the nonce, on a line of its own. */
    fun print(response: Any?, nonce: String) {
        if (response != null) println("cellroute-" + nonce + ":" + payload(response) + ":" + nonce)
    }

    private fun payload(response: Any): String =
        try {
            "r" + base64(json(plain(response)).toByteArray(Charsets.UTF_8))
        } catch (problem: RuntimeException) {
            "e" + base64(problem.message.toString().toByteArray(Charsets.UTF_8))
        }

    private fun base64(bytes: ByteArray): String = java.util.Base64.getEncoder().encodeToString(bytes)

    /** Bytes as body travel as base64. */
    private fun plain(response: Any): Any {
        val body = (response as? Map<*, *>)?.get("body") as? ByteArray ?: return response
        return response + mapOf("body" to base64(body), "body-encoding" to "base64")
    }

    private fun json(value: Any?): String = when (value) {
        null, is Boolean -> value.toString()
        is Double -> finite(value, value)
        is Float -> finite(value.toDouble(), value)
        is Number -> value.toString()
        is CharSequence, is Char, is Enum<*> -> quoted(value.toString())
        is Map<*, *> -> value.entries.joinToString(",", "{", "}") { quoted(it.key.toString()) + ":" + json(it.value) }
        is Iterable<*> -> value.joinToString(",", "[", "]") { json(it) }
        is Array<*> -> json(value.asList())
        is IntArray -> json(value.asList())
        is LongArray -> json(value.asList())
        is DoubleArray -> json(value.asList())
        else -> throw IllegalArgumentException("a " + value.javaClass.name + " is not JSON")
    }

    private fun finite(size: Double, value: Number): String {
        require(size.isFinite()) { value.toString() + " is not JSON" }
        return value.toString()
    }

    private fun quoted(text: String): String = text.map { escaped(it) }.joinToString("", "\"", "\"")

    private fun escaped(character: Char): String = when {
        character == '"' || character == '\\' -> "\\" + character
        character < ' ' || character.isSurrogate() -> "\\u" + character.code.toString(16).padStart(4, '0')
        else -> character.toString()
    }
}

# What a Julia kernel needs to answer requests; run once, before the notebook's own cells. Julia has no JSON of its own,
# hence the few lines below.
module Cellroute__

import Base64

"The document as a String."
request(chunks...) = String(Base64.base64decode(join(chunks)))

"Prints what a cell left in RESPONSE, framed by the nonce, on a line of its own."
respond(::Nothing, nonce) = nothing
function respond(response, nonce)
    payload = try
        "r" * Base64.base64encode(json(plain(response)))
    catch problem
        "e" * Base64.base64encode(sprint(showerror, problem))
    end
    println("cellroute-", nonce, ":", payload, ":", nonce)
end

"Bytes as body travel as base64."
plain(response) = response
function plain(response::AbstractDict)
    bodies = [key for key in keys(response) if string(key) == "body" && response[key] isa Vector{UInt8}]
    isempty(bodies) && return response
    result = Dict{Any,Any}(response)
    result[only(bodies)] = Base64.base64encode(response[only(bodies)])
    result["body-encoding"] = "base64"
    result
end
plain(response::NamedTuple) = plain(Dict{Any,Any}(pairs(response)))

json(::Union{Nothing,Missing}) = "null"
json(value::Bool) = string(value)
json(value::Integer) = string(value)
json(value::Union{Symbol,Char}) = json(string(value))
json(value::Union{AbstractArray,Tuple,AbstractSet}) = "[" * join((json(each) for each in value), ",") * "]"
json(value::NamedTuple) = json(Dict(pairs(value)))
json(value::Any) = error("a $(typeof(value)) is not JSON")
json(value::AbstractDict) = "{" * join((json(string(key)) * ":" * json(each) for (key, each) in value), ",") * "}"

function json(value::Real)
    isfinite(value) || error("$value is not JSON")
    string(Float64(value))
end

json(value::AbstractString) = "\"" * join(map(escaped, collect(value))) * "\""

function escaped(character)
    character in ('"', '\\') && return "\\" * character
    character < ' ' && return "\\u" * lpad(string(UInt32(character), base = 16), 4, '0')
    string(character)
end

end

REQUEST = ""
RESPONSE = nothing

# What a Ruby kernel needs to answer requests; run once, before the notebook's own cells.
require "json"

# REQUEST and RESPONSE are constants: a notebook that says RESPONSE = {...} makes one.
module Cellroute
  # REQUEST is a UTF-8 string; what an earlier request answered is forgotten.
  def self.request(*chunks)
    forget(:REQUEST)
    forget(:RESPONSE)
    Object.const_set(:REQUEST, chunks.join.unpack1("m0").force_encoding(Encoding::UTF_8))
    nil
  end

  # Prints what a cell left in RESPONSE, framed by the nonce, on a line of its own.
  def self.respond(nonce)
    return unless Object.const_defined?(:RESPONSE, false)

    $stdout.puts("cellroute-#{nonce}:#{payload(Object.const_get(:RESPONSE))}:#{nonce}")
    nil
  end

  def self.payload(response)
    "r" + base64(JSON.generate(plain(response)))
  rescue StandardError => e
    "e" + base64(e.message)
  end

  # Bytes as body travel as base64.
  def self.plain(response)
    return response unless response.is_a?(Hash)

    key = ["body", :body].find { |each| response[each].is_a?(String) && response[each].encoding == Encoding::BINARY }
    return response unless key

    response.merge(key => base64(response[key]), "body-encoding" => "base64")
  end

  def self.base64(bytes)
    [bytes].pack("m0")
  end

  def self.forget(name)
    Object.send(:remove_const, name) if Object.const_defined?(name, false)
  end

  private_class_method :payload, :plain, :base64, :forget
end
nil

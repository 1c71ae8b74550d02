# What an R kernel needs to answer requests; run once, before the notebook's own cells. The functions live at the far end
# of the search path, where `rm(list = ls())` does not reach them and where they hide nothing.
local({
  functions <- new.env()

  # REQUEST is a string marked as UTF-8; what an earlier request answered is forgotten.
  functions$.cellroute_request <- function(...) {
    document <- rawToChar(jsonlite::base64_dec(paste0(...)))
    Encoding(document) <- "UTF-8"
    assign("REQUEST", document, envir = globalenv())
    suppressWarnings(rm("RESPONSE", envir = globalenv()))
    invisible()
  }

  functions$.cellroute_response <- function(nonce) {
    if (!exists("RESPONSE", envir = globalenv(), inherits = FALSE)) return(invisible())
    response <- get("RESPONSE", envir = globalenv())
    payload <- tryCatch(paste0("r", text64(json(plain(response)))),
                        error = function(problem) paste0("e", text64(conditionMessage(problem))))
    cat("cellroute-", nonce, ":", payload, ":", nonce, "\n", sep = "")
  }

  # A raw vector as body travels as base64.
  plain <- function(response) {
    if (!is.list(response) || !is.raw(response[["body"]])) return(response)
    response[["body"]] <- gsub("\n", "", jsonlite::base64_enc(response[["body"]]), fixed = TRUE)
    response[["body-encoding"]] <- "base64"
    response
  }

  json <- function(value) {
    jsonlite::toJSON(value, auto_unbox = TRUE, null = "null", na = "null", digits = NA, force = FALSE)
  }

  text64 <- function(text) gsub("\n", "", jsonlite::base64_enc(charToRaw(enc2utf8(as.character(text)))), fixed = TRUE)

  attach(functions, pos = length(search()), name = "cellroute", warn.conflicts = FALSE)
  invisible()
})

# What a bash kernel needs to answer requests; run once, before the notebook's own cells.
# Requests are typed into an interactive shell, which must not write them to the user's history file.
set +o history
__cellroute_base64=

if base64 -d </dev/null >/dev/null 2>&1; then
  __cellroute_decode() { base64 -d; }
else
  __cellroute_decode() { base64 -D; }
fi

# A part of the document.
__cellroute_more() { __cellroute_base64+=$1; }

# After the last part: REQUEST is assigned, and what an earlier request answered is forgotten.
# The x keeps line ends at the end of the document, which $(...) would take off.
__cellroute_request() {
  REQUEST=$(printf %s "$__cellroute_base64" | __cellroute_decode; printf x)
  REQUEST=${REQUEST%x}
  __cellroute_base64=
  unset RESPONSE
}

# Prints what a cell left in RESPONSE, framed by the nonce, and hands on the cell's exit status.
# In lines, because the kernel searches its whole buffer again for each piece of an unfinished line.
__cellroute_respond() {
  if [ -n "${RESPONSE+set}" ]; then
    printf 'cellroute-%s:r\n' "$2"
    printf %s "$RESPONSE" | base64 | tr -d '\n' | fold -w 4000
    printf '\n:%s\n' "$2"
  fi
  return "$1"
}

# A cell that ends its shell ends the kernel: the kernel would start another shell without the notebook's own state.
# By the signal of which KernelExit knows what it says. Not when the kernel went first, since its number may be another process's by then.
__cellroute_exit() {
  if [ "$(ps -o ppid= -p $$ | tr -d ' ')" = "$PPID" ]; then
    kill -USR2 "$PPID"
  fi
}
case $- in *i*) trap __cellroute_exit EXIT ;; esac

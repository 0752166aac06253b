# What the window tests share: a folder of their own, a screen, and a count of what failed.
# Sourced by them; $emstep is the program.
set -u
emstep=$(realpath "$1")
failed=0
pid='' screen=''

need() { # tools; skipped (77) where one is missing
  local tool
  for tool in "$@"; do
    command -v "$tool" > /dev/null || { echo "$tool is missing"; exit 77; }
  done
}

in_xvfb() { # size, then the test's own arguments: starts it anew with a screen of that size
  [ -n "${INSIDE_XVFB:-}" ] && return
  export INSIDE_XVFB=1
  exec xvfb-run -a -s "-screen 0 $1x24" "$0" "${@:2}"
}

cleanup() {
  [ -n "$pid" ] && kill -KILL "$pid" 2> /dev/null
  [ -n "$screen" ] && kill "$screen" 2> /dev/null
  rm -rf "$folder"
}

enter_folder() { # $folder, gone at the end; settings and state are kept in it
  folder=$(mktemp -d)
  trap cleanup EXIT
  cd "$folder" || exit 1
  export XDG_CONFIG_HOME=$folder/config XDG_STATE_HOME=$folder/state
}

check() { # words, then a command that must succeed
  local words=$1
  shift
  if "$@"; then echo "ok: $words"; else echo "FAILED: $words"; failed=1; fi
}

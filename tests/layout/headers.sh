#!/bin/sh
# Every public header compiles alone, as C17 and with nothing but GLib beside it.
# usage: headers.sh SOURCE_ROOT CC...
set -eu
root=$1
shift
flags=$(pkg-config --cflags glib-2.0)
count=0
for header in $(cd "$root/include" && find muster -name '*.h' | sort); do
  printf '#include <%s>\nint nothing;\n' "$header" |
    "$@" -std=gnu17 -Wall -Wextra -Werror -fsyntax-only -I"$root/include" $flags -x c - || {
    echo "$header does not compile alone"
    exit 1
  }
  grep -q "$(basename "$header")" "$root/include/muster/meson.build" || {
    echo "$header is not installed: add it to include/muster/meson.build"
    exit 1
  }
  count=$((count + 1))
done
echo "headers: $count compile alone"

# Text that looks random and is the same in every run, for tests in shell: what
# fails once fails again. To be sourced.
#
#   random ALPHABET LENGTH     random 'a-zA-Z0-9' 24
#
# Each call gives another text; the calls are counted in a file of the folder
# $work, since $(...) loses variables.
random() {
  printf . >>"$work/.random"
  awk -v seed="$(wc -c <"$work/.random")" 'BEGIN {
    x = seed * 7919 + 104729
    for (i = -16; i < 4000; ++i) {
      x = (x * 16807) % 2147483647
      if (i >= 0) printf "%c", 33 + int(x / 65536) % 94
    }
  }' | LC_ALL=C tr -dc "$1" | cut -c "1-$2" | tr -d '\n'
}

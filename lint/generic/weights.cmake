# The `"name" = number` lines of IN as entries of a table in C++.
file(STRINGS ${IN} lines REGEX "^\"[^\"]+\" *= *-?[0-9.]+")
set(entries "// Made from rules/generic.toml.\n")
foreach(line IN LISTS lines)
  string(REGEX REPLACE "^(\"[^\"]+\") *= *(-?[0-9.]+).*" "    {\\1, \\2},\n" entry "${line}")
  string(APPEND entries "${entry}")
endforeach()
file(WRITE ${OUT} "${entries}")

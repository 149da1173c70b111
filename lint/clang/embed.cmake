# IN as the constant that SinkTable::BuiltIn() returns, in pieces short enough
# for every compiler's limit on literals.
file(READ ${IN} text)
string(LENGTH "${text}" size)
set(pieces "")
set(at 0)
while(at LESS size)
  string(SUBSTRING "${text}" ${at} 8000 piece)
  string(APPEND pieces "    R\"sinks(${piece})sinks\"\n")
  math(EXPR at "${at} + 8000")
endwhile()
file(WRITE ${OUT} "// Made from rules/sinks.toml.\n#include \"lint/clang/sinks.h\"\n\nnamespace keylint {\nstd::string_view SinkTable::BuiltIn() {\n  return\n${pieces}      ;\n}\n}  // namespace keylint\n")

# rules/*.toml -> one file of constants, made by keylint-rulec at build time.
# A new rule file is noticed without re-running cmake by hand.
function(keylint_compile_rules output)
  file(GLOB rule_files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/rules/*.toml)
  list(FILTER rule_files EXCLUDE REGEX "/sinks[.]toml$")  # Calls, not keys: lint/clang compiles it.
  list(FILTER rule_files EXCLUDE REGEX "/environments[.]toml$")  # lint/environment compiles it.
  list(SORT rule_files)
  add_custom_command(
    OUTPUT ${output}
    COMMAND keylint-rulec ${output} ${rule_files}
    DEPENDS keylint-rulec ${rule_files}
    COMMENT "Compiling rules"
    VERBATIM)
endfunction()

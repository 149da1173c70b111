# rules/*.toml -> one file of constants, made by keylint-rulec at build time.
# A new rule file is noticed without re-running cmake by hand.
function(keylint_compile_rules output)
  file(GLOB rule_files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/rules/*.toml)
  # Calls, environments and weights, not keys: lint/clang, environment and generic compile them.
  list(FILTER rule_files EXCLUDE REGEX "/(sinks|environments|generic)[.]toml$")
  list(SORT rule_files)
  add_custom_command(
    OUTPUT ${output}
    COMMAND keylint-rulec ${output} ${rule_files}
    DEPENDS keylint-rulec ${rule_files}
    COMMENT "Compiling rules"
    VERBATIM)
endfunction()

# The files that `keylint init` writes, as constants in one header. The CI jobs
# are those of integrations/, so that there is one copy of each.
#
# keylint_templates(HEADER NAME=FILE...)
function(keylint_templates header)
  set(constants "")
  foreach(pair ${ARGN})
    string(REPLACE "=" ";" pair ${pair})
    list(GET pair 0 name)
    list(GET pair 1 path)
    file(READ ${path} text)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${path})
    string(APPEND constants "inline constexpr std::string_view ${name} = R\"KEYLINT(${text})KEYLINT\";\n")
  endforeach()
  # Substituted once: marks in the templates themselves (@VERSION@) stay.
  file(CONFIGURE OUTPUT ${header} CONTENT
       "// Made by lint/cmake/KeylintTemplates.cmake.\n#pragma once\n#include <string_view>\nnamespace keylint::templates {\n@constants@}\n"
       @ONLY)
endfunction()

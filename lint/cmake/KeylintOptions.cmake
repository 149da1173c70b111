# Build type, warnings, sanitizer-friendly defaults: one interface target that
# every target of ours links.
if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Build type" FORCE)
endif()
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

add_library(keylint_options INTERFACE)
target_compile_features(keylint_options INTERFACE cxx_std_20)
target_include_directories(keylint_options INTERFACE ${CMAKE_SOURCE_DIR} ${CMAKE_BINARY_DIR})
target_compile_options(keylint_options INTERFACE
  -Wall -Wextra -Wshadow -Wnon-virtual-dtor -Wno-missing-field-initializers
  $<$<BOOL:${KEYLINT_WERROR}>:-Werror>)

# keylint_library(NAME SOURCES ... LINKS ...): one folder, one target, with the
# alias keylint::NAME. LINKS are public: they show the layering.
function(keylint_library name)
  cmake_parse_arguments(arg "" "" "SOURCES;LINKS;PRIVATE_LINKS" ${ARGN})
  add_library(keylint_${name} STATIC ${arg_SOURCES})
  add_library(keylint::${name} ALIAS keylint_${name})
  target_link_libraries(keylint_${name} PUBLIC keylint_options ${arg_LINKS} PRIVATE ${arg_PRIVATE_LINKS})
endfunction()

# keylint_test(NAME SOURCES ... LINKS ...): one test program, registered with
# ctest under its name. It runs in the source tree's root.
function(keylint_test name)
  cmake_parse_arguments(arg "" "" "SOURCES;LINKS" ${ARGN})
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE keylint_options ${arg_LINKS} GTest::gtest GTest::gmock GTest::gtest_main)
  # It runs once: what the compiler would save it has spent.
  target_compile_options(${name} PRIVATE $<$<CONFIG:Release>:-O1>)
  target_compile_definitions(${name} PRIVATE KEYLINT_SOURCE_DIR="${CMAKE_SOURCE_DIR}"
                                             KEYLINT_BINARY_DIR="${CMAKE_BINARY_DIR}")
  add_test(NAME ${name} COMMAND ${name} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
endfunction()

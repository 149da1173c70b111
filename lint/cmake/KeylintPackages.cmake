# Everything foreign, found in one place, with the Debian package to install
# when it is missing. lint/README.md says why each one is here.
function(keylint_need what found package)
  if(NOT ${found})
    message(FATAL_ERROR "keylint needs ${what}. On Debian: apt-get install ${package}")
  endif()
endfunction()

find_package(Threads REQUIRED)
find_package(PkgConfig QUIET)
find_package(fmt QUIET CONFIG)
keylint_need("{fmt}" fmt_FOUND libfmt-dev)
find_package(nlohmann_json QUIET CONFIG)
keylint_need("nlohmann/json" nlohmann_json_FOUND nlohmann-json3-dev)
find_package(tl-expected QUIET CONFIG)
keylint_need("tl::expected" tl-expected_FOUND libexpected-dev)
find_package(CLI11 QUIET CONFIG)
keylint_need("CLI11" CLI11_FOUND libcli11-dev)

find_path(KEYLINT_TOMLPP_INCLUDE toml++/toml.h)
keylint_need("toml++" KEYLINT_TOMLPP_INCLUDE libtomlplusplus-dev)
add_library(keylint_tomlpp INTERFACE)
target_include_directories(keylint_tomlpp SYSTEM INTERFACE ${CMAKE_CURRENT_LIST_DIR}/tomlpp ${KEYLINT_TOMLPP_INCLUDE})
target_compile_definitions(keylint_tomlpp INTERFACE TOML_EXCEPTIONS=1)
# Its assertions speak of the file that is read ("a = [ }" ends the program); behind them it reports the error.
target_compile_options(keylint_tomlpp INTERFACE "-DTOML_ASSERT(expression)=static_cast<void>(0)")

# Debian ships RE2 and OpenSSL both shared and static; the scanner takes the
# static ones so that it is one file.
if(KEYLINT_STATIC)
  set(KEYLINT_ARCHIVE_SUFFIX .a)
endif()
find_library(KEYLINT_RE2 NAMES libre2${KEYLINT_ARCHIVE_SUFFIX} re2)
keylint_need("RE2" KEYLINT_RE2 libre2-dev)
add_library(keylint_re2 INTERFACE)
target_link_libraries(keylint_re2 INTERFACE ${KEYLINT_RE2} Threads::Threads)

find_library(KEYLINT_CRYPTO NAMES libcrypto${KEYLINT_ARCHIVE_SUFFIX} crypto)
find_path(KEYLINT_CRYPTO_INCLUDE openssl/evp.h)
keylint_need("OpenSSL's libcrypto" KEYLINT_CRYPTO libssl-dev)
add_library(keylint_crypto INTERFACE)
target_include_directories(keylint_crypto SYSTEM INTERFACE ${KEYLINT_CRYPTO_INCLUDE})
target_link_libraries(keylint_crypto INTERFACE ${KEYLINT_CRYPTO} Threads::Threads ${CMAKE_DL_LIBS})

find_library(KEYLINT_ZLIB NAMES libz${KEYLINT_ARCHIVE_SUFFIX} z)
find_path(KEYLINT_ZLIB_INCLUDE zlib.h)
keylint_need("zlib" KEYLINT_ZLIB zlib1g-dev)
add_library(keylint_zlib INTERFACE)
target_include_directories(keylint_zlib SYSTEM INTERFACE ${KEYLINT_ZLIB_INCLUDE})
target_link_libraries(keylint_zlib INTERFACE ${KEYLINT_ZLIB})

# libarchive is optional: without it archives are skipped as binary files. The
# formats we name need only these of its many dependencies.
if(KEYLINT_STATIC)
  set(KEYLINT_LIBARCHIVE_PARTS z bz2 lzma zstd nettle)
endif()
find_path(KEYLINT_LIBARCHIVE_INCLUDE archive.h)
find_library(KEYLINT_LIBARCHIVE NAMES libarchive${KEYLINT_ARCHIVE_SUFFIX} archive)
set(KEYLINT_LIBARCHIVE_LINK ${KEYLINT_LIBARCHIVE})
foreach(part ${KEYLINT_LIBARCHIVE_PARTS})
  find_library(KEYLINT_LIB_${part} NAMES lib${part}.a)
  list(APPEND KEYLINT_LIBARCHIVE_LINK ${KEYLINT_LIB_${part}})
endforeach()
if(KEYLINT_LIBARCHIVE_INCLUDE AND NOT "${KEYLINT_LIBARCHIVE_LINK}" MATCHES "NOTFOUND")
  set(KEYLINT_ARCHIVES ON)
  add_library(keylint_libarchive INTERFACE)
  target_include_directories(keylint_libarchive SYSTEM INTERFACE ${KEYLINT_LIBARCHIVE_INCLUDE})
  target_link_libraries(keylint_libarchive INTERFACE ${KEYLINT_LIBARCHIVE_LINK} keylint_crypto)
else()
  message(STATUS "keylint: archives will be skipped. To read them, on Debian: apt-get install "
                 "libarchive-dev zlib1g-dev libbz2-dev liblzma-dev libzstd-dev nettle-dev")
endif()

if(KEYLINT_TESTS)
  find_package(GTest QUIET)
  keylint_need("GoogleTest" GTest_FOUND "libgtest-dev libgmock-dev")
endif()

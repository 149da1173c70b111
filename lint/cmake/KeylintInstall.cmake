# cmake --install and the Debian package.
include(GNUInstallDirs)
if(TARGET keylint)
  install(TARGETS keylint RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endif()
# The manual page and the completions, printed by the program itself.
if(TARGET keylint AND NOT CMAKE_CROSSCOMPILING)
  set(KEYLINT_MANUAL ${CMAKE_BINARY_DIR}/manual)
  file(MAKE_DIRECTORY ${KEYLINT_MANUAL})
  function(keylint_manual kind file destination)
    add_custom_command(
      OUTPUT ${KEYLINT_MANUAL}/${file}
      COMMAND keylint manual ${kind} > ${KEYLINT_MANUAL}/${file}
      DEPENDS keylint
      VERBATIM)
    set_property(GLOBAL APPEND PROPERTY KEYLINT_MANUAL_FILES ${KEYLINT_MANUAL}/${file})
    install(FILES ${KEYLINT_MANUAL}/${file} DESTINATION ${destination} ${ARGN})
  endfunction()
  keylint_manual(man keylint.1 ${CMAKE_INSTALL_MANDIR}/man1)
  keylint_manual(bash keylint.bash ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME keylint)
  keylint_manual(zsh _keylint ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions)
  keylint_manual(fish keylint.fish ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
  get_property(KEYLINT_MANUAL_FILES GLOBAL PROPERTY KEYLINT_MANUAL_FILES)
  add_custom_target(keylint_manual ALL DEPENDS ${KEYLINT_MANUAL_FILES})
endif()
install(FILES ${CMAKE_SOURCE_DIR}/LICENSE ${CMAKE_SOURCE_DIR}/README.md
        DESTINATION ${CMAKE_INSTALL_DOCDIR})

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_CONTACT "keylint maintainers <maintainers@keylint.invalid>")
set(CPACK_PACKAGE_VENDOR "keylint")
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_STRIP_FILES ON)
if(KEYLINT_CLANG)
  # What keylint-ast and the module load, and the clang-tidy that loads the module.
  set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
  set(CPACK_DEBIAN_PACKAGE_DEPENDS "libclang-common-${KEYLINT_LLVM_MAJOR}-dev")
  set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "clang-tidy-${KEYLINT_LLVM_MAJOR}")
endif()
include(CPack)

# What `cmake --install` puts beside the program, and the Debian package that `cpack -G DEB` makes of all that.
set(documents ${CMAKE_INSTALL_DOCDIR})
install(FILES LICENSE DESTINATION ${documents} RENAME copyright)
install(FILES host/appendix/vega/LICENSES.txt DESTINATION ${documents} RENAME copyright-vega)
install(FILES CHANGELOG.md configs/README.md DESTINATION ${documents})
install(FILES results/README.md DESTINATION ${documents} RENAME result-file.md)
install(FILES configs/khanal2024-intensity.toml configs/khanal2024.csv DESTINATION ${documents}/examples)
install(FILES results/read_result.R results/read_result.py DESTINATION ${CMAKE_INSTALL_DATADIR}/qcasweep)
# Licences of the libraries that are a part of the program file, where the system says them.
foreach(library libhdf5-dev libcli11-dev libtomlplusplus-dev nlohmann-json3-dev)
  if(EXISTS /usr/share/doc/${library}/copyright)
    install(FILES /usr/share/doc/${library}/copyright DESTINATION ${documents} RENAME copyright-${library})
  endif()
endforeach()

set(CPACK_PACKAGE_CONTACT "The qcasweep authors <qcasweep@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "robustness and sensitivity of fuzzy-set QCA results")
set(CPACK_PACKAGE_DESCRIPTION "Evaluates all combinations of defensible calibration anchors, cutoffs and treatments of
remainders of a Qualitative Comparative Analysis, says where each causal path survives, and writes
labelled maps and a robustness appendix for the journal's supplement.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_GENERATOR DEB)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# The appendix calls these programs where they are there; the readers of result files need the others.
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS librsvg2-bin)
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "pandoc, bash-completion, texlive-latex-recommended, r-cran-hdf5r, python3-xarray, python3-h5netcdf")
include(CPack)

// Tools that the layout tests ask: the compiler and nm.
#pragma once

#include <string>

namespace qca::test {

struct Finished {
    int status = -1;     ///< exit status; 127: there is no such program
    std::string output;  ///< what it wrote to stdout and stderr
};

/// Runs a shell command to its end.
Finished run(const std::string& command);

/// A word that the shell takes as it stands.
std::string quoted(const std::string& word);

}  // namespace qca::test

// The command line.
#pragma once

namespace qca {

/// Parses the command line, runs the command and maps what goes wrong to an exit status: 0 done; 2 the user's input
/// is wrong; 3 the machine cannot.
int run_program(int argc, char** argv);

}  // namespace qca

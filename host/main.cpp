#include "host/cli/program.hpp"

int main(int argc, char** argv) { return qca::run_program(argc, argv); }

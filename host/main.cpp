#include <cstdio>
#include <cstdlib>

#include "host/cli/program.hpp"
#include "host/large_heap_pages.hpp"

int main(int argc, char** argv) {
    qca::ask_for_large_heap_pages();
    const int status = qca::run_program(argc, argv);
    std::fflush(nullptr);
#if !defined(__SANITIZE_ADDRESS__)  // which looks for leaks on the usual way out
    // All files are closed: to take down what the libraries hold, piece by piece, is time that nobody gets anything for.
    std::quick_exit(status);
#endif
    return status;
}

// Less time in page faults for a program that lives a tenth of a second.
#pragma once

namespace qca {

/// Asks the system to back the first megabytes of the heap by large pages: 4 KiB at a time, faulting them in takes a tenth
/// of the time that a short command has beside its kernels. A hint; where it is not understood nothing changes.
void ask_for_large_heap_pages();

}  // namespace qca

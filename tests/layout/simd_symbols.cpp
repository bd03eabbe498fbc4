// The SIMD variants leak nothing. engine_avx2 and engine_avx512 are compiled with instructions that older
// machines do not have. A function that such a file emits out of line under a name that other files emit, too
// (an inline function, a template of the standard library), would be merged with theirs by the linker, which
// keeps whichever it meets first: then a machine without these instructions would stop at a harmless-looking
// call (see kernels/portability.hpp). So every weak symbol of these objects must be their own: its name
// carries a pack that only objects of their variant have. The exceptions are data without code.
#include <gtest/gtest.h>

#include <map>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "tests/layout/subprocess.hpp"

namespace qca {
namespace {

/// Whether a weak symbol may be in an object whose packs have so many doubles: it names a pack that only such objects have.
bool harmless(const std::string& symbol, int width) {
    for (const auto& [element, count] : {std::pair{"double", width}, {"unsigned long", width}, {"unsigned int", 2 * width}})
        if (symbol.find(std::string(element) + " __vector(" + std::to_string(count) + ")") != std::string::npos) return true;
    return symbol == "typeinfo for qca::Engine" || symbol == "typeinfo name for qca::Engine" ||
           symbol == "vtable for qca::Engine" || symbol.starts_with("DW.ref.");
}

/// Demangled names of the weak symbols (nm's types W, V and u) of each object in `nm -C` of a library.
std::map<std::string, std::vector<std::string>> weak_symbols(const std::string& listing) {
    std::map<std::string, std::vector<std::string>> symbols;
    std::istringstream lines(listing);
    std::string object;
    for (std::string line; std::getline(lines, line);) {
        if (line.ends_with(".o:")) object = line.substr(0, line.find('.'));
        // "0000000000000000 W name": 16 digits, the type, the name
        if (line.size() < 20 || line[0] == ' ') continue;
        if (const char type = line[17]; type == 'W' || type == 'V' || type == 'u')
            symbols[object].push_back(line.substr(19));
    }
    return symbols;
}

TEST(SimdSymbols, BelongToOneVariant) {
    if (std::string(QCA_BUILD_TYPE) != "Release")
        GTEST_SKIP()
            << "which functions are emitted out of line is decided by the optimiser: checked in builds of "
               "type Release, this one is " QCA_BUILD_TYPE;
    const test::Finished nm = test::run("nm -C " + test::quoted(QCA_KERNELS_LIBRARY));
    if (nm.status == 127) GTEST_SKIP() << "nm is not installed (Debian package binutils)";
    ASSERT_EQ(nm.status, 0) << nm.output;
    const auto symbols = weak_symbols(nm.output);
    if (!symbols.contains("engine_avx2")) GTEST_SKIP() << "this processor's build has no SIMD variants";
    for (const auto& [object, width] :
         std::map<std::string, int>{{"engine_avx2", 4}, {"engine_avx512", 8}, {"fit_avx2", 4}, {"fit_avx512", 8},
                                    {"points_avx2", 4}, {"points_avx512", 8}}) {
        ASSERT_TRUE(symbols.contains(object));
        EXPECT_GT(symbols.at(object).size(), 5u) << "the symbols of " << object << " were not understood";
        for (const std::string& symbol : symbols.at(object))
            EXPECT_TRUE(harmless(symbol, width)) << object << " emits: " << symbol;
    }
}

TEST(SimdSymbols, AForeignOneIsNoticed) {
    const auto symbols = weak_symbols(
        "\nengine_avx2.cpp.o:\n"
        "                 U operator new(unsigned long)\n"
        "0000000000000000 T qca::make_avx2_engine()\n"
        "0000000000000000 W qca::Tally<double __vector(4)>::end_block(int)\n"
        "0000000000000000 V DW.ref.__gxx_personality_v0\n"
        "0000000000000010 W std::vector<int, std::allocator<int> >::reserve(unsigned long)\n"
        "0000000000000000 u qca::Tally<double __vector(8)>::one_state\n"
        "0000000000000000 W qca::add_minima<unsigned int __vector(4)>(unsigned long)\n");
    const std::vector<std::string>& found = symbols.at("engine_avx2");
    ASSERT_EQ(found.size(), 5u);
    EXPECT_TRUE(harmless(found[0], 4));
    EXPECT_TRUE(harmless(found[1], 4));
    for (std::size_t i = 2; i < 5; ++i) EXPECT_FALSE(harmless(found[i], 4)) << found[i];
}

}  // namespace
}  // namespace qca

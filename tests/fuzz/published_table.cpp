#include "host/recover/read_published.hpp"

#include "host/study/read_study.hpp"
#include "tests/fuzz/targets.hpp"

namespace qca::fuzz {

void published_table(std::string_view bytes) {
    static const Study study = parse_study(
        "[study]\nname = \"s\"\n[data]\nfile = \"s.csv\"\ncases = \"case\"\n"
        "[outcome]\nname = \"Y\"\ncolumn = \"Y\"\ncalibrate = \"none\"\n"
        "[conditions.ENT]\ncolumn = \"a\"\ncalibrate = \"none\"\n[conditions.GDP]\ncolumn = \"b\"\ncalibrate = \"none\"\n"
        "[cutoffs]\nincl = 0.8\n[solution]\ntype = \"conservative\"\n",
        "s.toml");
    Published published;
    if (!succeeds_or_complains([&] { add_published(published, bytes, "f.csv", study, {"Anhui", "Hebei", "Inner Mongolia"}); }, "f.csv:"))
        return;
    require(!published.cells.empty(), "a table has a printed figure");
    for (const PrintedRow& row : published.rows)
        require(row.row < 4 && row.members.size() == 3, "a row is one of the truth table's, with a mark for every case");
}

}  // namespace qca::fuzz

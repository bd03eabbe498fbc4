#include "host/data/number_text.hpp"
#include "host/data/read_csv.hpp"
#include "tests/fuzz/targets.hpp"

namespace qca::fuzz {

void data_csv(std::string_view bytes) {
    succeeds_or_complains(
        [&] {
            const DataTable table = read_csv(bytes, "f.csv", std::nullopt);
            require(!table.header.empty() && !table.rows.empty(), "a table has a header and rows");
            for (const auto& row : table.rows) {
                require(row.size() == table.header.size(), "rows are as long as the header");
                for (const Field& field : row)
                    if (number_text(field.text).form == NumberText::Form::number) number_value(field.text);
            }
        },
        "f.csv:");
}

}  // namespace qca::fuzz
